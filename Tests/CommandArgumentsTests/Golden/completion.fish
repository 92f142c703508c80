# fish completion for pack; made by 'pack --generate-completion-script fish'

# Succeeds when the command typed so far is the one named, and with a second word only while it may still get
# a subcommand.
function __pack_is
    set -l command 'pack'
    set -l last ''
    set -l closed no
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if contains -- "$last" '-s' '--style' '-o' '--output' '-t' '--tag' '-n' '--count' '--day' '--into' '--generate-completion-script'
            set last ''
            continue
        end
        set last $word
        switch $word
            case --
                set closed yes
                break
            case '-*'
                continue
        end
        if not contains -- "$command $word" 'pack add' 'pack send' 'pack label' 'pack label print' 'pack label count'
            set closed yes
            break
        end
        set command "$command $word"
    end
    test "$command" = "$argv[1]"; and begin
        test (count $argv) -eq 1; or test $closed = no
    end
end

complete -c pack -f
complete -c pack -n '__pack_is \'pack\' open' -a 'add' -d 'Put files in'
complete -c pack -n '__pack_is \'pack\' open' -a 'send' -d 'Send a parcel'
complete -c pack -n '__pack_is \'pack\' open' -a 'label' -d 'Work on the labels of parcels: print them, count them and throw away those that are old'
complete -c pack -n '__pack_is \'pack\'' -F
complete -c pack -n '__pack_is \'pack\'' -s s -l 'style' -r -f -a 'plain fancy none' -d 'How it looks'
complete -c pack -n '__pack_is \'pack\'' -s o -l 'output' -r -f -a '(__fish_complete_suffix .box; __fish_complete_suffix .crate)' -d 'Where the parcel goes'
complete -c pack -n '__pack_is \'pack\'' -s t -l 'tag' -x -d 'A word on the outside, such as \'this way up\''
complete -c pack -n '__pack_is \'pack\'' -s n -l 'count' -x -d 'How many of each'
complete -c pack -n '__pack_is \'pack\'' -l 'day' -x -d 'When'
complete -c pack -n '__pack_is \'pack\'' -l 'into' -r -f -a '(__fish_complete_directories)' -d 'The shelf'
complete -c pack -n '__pack_is \'pack\'' -s q -l 'quiet' -d 'Say nothing'
complete -c pack -n '__pack_is \'pack\'' -s v -l 'verify' -d 'Look inside: [everything] is \'checked\' twice \\ thrice'
complete -c pack -n '__pack_is \'pack\'' -l 'loud' -d 'Ring the bell'
complete -c pack -n '__pack_is \'pack\'' -s h -l 'help' -d 'Show help and stop'
complete -c pack -n '__pack_is \'pack\'' -l 'version' -d 'Show the version and stop'
complete -c pack -n '__pack_is \'pack\'' -l 'generate-completion-script' -r -f -a 'bash zsh fish powershell' -d 'Print a completion script and stop'
complete -c pack -n '__pack_is \'pack\'' -l 'generate-man-page' -d 'Print the manual page and stop'
complete -c pack -n '__pack_is \'pack add\'' -F
complete -c pack -n '__pack_is \'pack add\'' -s s -l 'style' -r -f -a 'plain fancy none' -d 'How it looks'
complete -c pack -n '__pack_is \'pack add\'' -s o -l 'output' -r -f -a '(__fish_complete_suffix .box; __fish_complete_suffix .crate)' -d 'Where the parcel goes'
complete -c pack -n '__pack_is \'pack add\'' -s t -l 'tag' -x -d 'A word on the outside, such as \'this way up\''
complete -c pack -n '__pack_is \'pack add\'' -s n -l 'count' -x -d 'How many of each'
complete -c pack -n '__pack_is \'pack add\'' -l 'day' -x -d 'When'
complete -c pack -n '__pack_is \'pack add\'' -l 'into' -r -f -a '(__fish_complete_directories)' -d 'The shelf'
complete -c pack -n '__pack_is \'pack add\'' -s q -l 'quiet' -d 'Say nothing'
complete -c pack -n '__pack_is \'pack add\'' -s v -l 'verify' -d 'Look inside: [everything] is \'checked\' twice \\ thrice'
complete -c pack -n '__pack_is \'pack add\'' -l 'loud' -d 'Ring the bell'
complete -c pack -n '__pack_is \'pack add\'' -s h -l 'help' -d 'Show help and stop'
complete -c pack -n '__pack_is \'pack send\'' -f -a '(pack label print all 2>/dev/null)'
complete -c pack -n '__pack_is \'pack send\'' -s s -l 'style' -r -f -a 'plain fancy none' -d 'How it looks'
complete -c pack -n '__pack_is \'pack send\'' -s q -l 'quiet' -d 'Say nothing'
complete -c pack -n '__pack_is \'pack send\'' -s x -l 'express' -d 'Run'
complete -c pack -n '__pack_is \'pack send\'' -l 'loud' -d 'Ring the bell'
complete -c pack -n '__pack_is \'pack send\'' -s h -l 'help' -d 'Show help and stop'
complete -c pack -n '__pack_is \'pack label\' open' -a 'print' -d 'Print labels'
complete -c pack -n '__pack_is \'pack label\' open' -a 'count' -d 'Count labels'
complete -c pack -n '__pack_is \'pack label\'' -l 'loud' -d 'Ring the bell'
complete -c pack -n '__pack_is \'pack label\'' -s h -l 'help' -d 'Show help and stop'
complete -c pack -n '__pack_is \'pack label print\'' -f -a 'small large all'
complete -c pack -n '__pack_is \'pack label print\'' -s s -l 'style' -r -f -a 'plain fancy none' -d 'How it looks'
complete -c pack -n '__pack_is \'pack label print\'' -l 'loud' -d 'Ring the bell'
complete -c pack -n '__pack_is \'pack label print\'' -s h -l 'help' -d 'Show help and stop'
complete -c pack -n '__pack_is \'pack label count\'' -l 'loud' -d 'Ring the bell'
complete -c pack -n '__pack_is \'pack label count\'' -s h -l 'help' -d 'Show help and stop'
