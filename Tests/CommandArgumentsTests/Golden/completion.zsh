#compdef pack
# zsh completion for pack; made by 'pack --generate-completion-script zsh'

_pack() {
    local command='pack' word last=
    integer index=2 used=1
    while (( index < CURRENT )); do
        word=${words[index]}
        case $last in
            ('-s'|'--style'|'-o'|'--output'|'-t'|'--tag'|'-n'|'--count'|'--day'|'--into'|'--generate-completion-script') last= ;;
            (*)
                last=$word
                case $word in
                    (--) break ;;
                    (-*) ;;
                    (*)
                        case "$command $word" in
                            ('pack add'|'pack send'|'pack label'|'pack label print'|'pack label count')
                                command="$command $word" used=index ;;
                            (*) break ;;
                        esac ;;
                esac ;;
        esac
        (( index++ ))
    done
    # The command sees only the words behind its name.
    words=("${(@)words[used,-1]}")
    (( CURRENT -= used - 1 ))
    case $command in
        ('pack')
            _arguments -s -S \
                '(-s --style)-s+[How it looks]:style:(plain fancy none)' \
                '(-s --style)--style=[How it looks]:style:(plain fancy none)' \
                '(-o --output)-o+[Where the parcel goes]:file:_files -g "*.(box|crate)"' \
                '(-o --output)--output=[Where the parcel goes]:file:_files -g "*.(box|crate)"' \
                '*-t+[A word on the outside, such as '\''this way up'\'']:tag: ' \
                '*--tag=[A word on the outside, such as '\''this way up'\'']:tag: ' \
                '(-n --count)-n+[How many of each]:number: ' \
                '(-n --count)--count=[How many of each]:number: ' \
                '(--day)--day=[When]:day: ' \
                '(--into)--into=[The shelf]:folder:_files -/' \
                '(-q --quiet)-q[Say nothing]' \
                '(-q --quiet)--quiet[Say nothing]' \
                '(-v --verify)-v[Look inside\: \[everything\] is '\''checked'\'' twice \\ thrice]' \
                '(-v --verify)--verify[Look inside\: \[everything\] is '\''checked'\'' twice \\ thrice]' \
                '(--loud)--loud[Ring the bell]' \
                '(-h --help)-h[Show help and stop]' \
                '(-h --help)--help[Show help and stop]' \
                '(--version)--version[Show the version and stop]' \
                '(--generate-completion-script)--generate-completion-script=[Print a completion script and stop]:shell:(bash zsh fish powershell)' \
                '(--generate-man-page)--generate-man-page[Print the manual page and stop]' \
                '1: :_pack_below' \
                '*:file:_files' \
                && return 0
            ;;
        ('pack add')
            _arguments -s -S \
                '(-s --style)-s+[How it looks]:style:(plain fancy none)' \
                '(-s --style)--style=[How it looks]:style:(plain fancy none)' \
                '(-o --output)-o+[Where the parcel goes]:file:_files -g "*.(box|crate)"' \
                '(-o --output)--output=[Where the parcel goes]:file:_files -g "*.(box|crate)"' \
                '*-t+[A word on the outside, such as '\''this way up'\'']:tag: ' \
                '*--tag=[A word on the outside, such as '\''this way up'\'']:tag: ' \
                '(-n --count)-n+[How many of each]:number: ' \
                '(-n --count)--count=[How many of each]:number: ' \
                '(--day)--day=[When]:day: ' \
                '(--into)--into=[The shelf]:folder:_files -/' \
                '(-q --quiet)-q[Say nothing]' \
                '(-q --quiet)--quiet[Say nothing]' \
                '(-v --verify)-v[Look inside\: \[everything\] is '\''checked'\'' twice \\ thrice]' \
                '(-v --verify)--verify[Look inside\: \[everything\] is '\''checked'\'' twice \\ thrice]' \
                '(--loud)--loud[Ring the bell]' \
                '(-h --help)-h[Show help and stop]' \
                '(-h --help)--help[Show help and stop]' \
                '*:file:_files' \
                && return 0
            ;;
        ('pack send')
            _arguments -s -S \
                '(-s --style)-s+[How it looks]:style:(plain fancy none)' \
                '(-s --style)--style=[How it looks]:style:(plain fancy none)' \
                '(-q --quiet)-q[Say nothing]' \
                '(-q --quiet)--quiet[Say nothing]' \
                '(-x --express)-x[Run]' \
                '(-x --express)--express[Run]' \
                '(--loud)--loud[Ring the bell]' \
                '(-h --help)-h[Show help and stop]' \
                '(-h --help)--help[Show help and stop]' \
                ':parcel:{compadd -- ${(f)"$(pack label print all 2>/dev/null)"}}' \
                '*:receiver: ' \
                && return 0
            ;;
        ('pack label')
            _arguments -s -S \
                '(--loud)--loud[Ring the bell]' \
                '(-h --help)-h[Show help and stop]' \
                '(-h --help)--help[Show help and stop]' \
                '1: :_pack_below_label' \
                && return 0
            ;;
        ('pack label print')
            _arguments -s -S \
                '(-s --style)-s+[How it looks]:style:(plain fancy none)' \
                '(-s --style)--style=[How it looks]:style:(plain fancy none)' \
                '(--loud)--loud[Ring the bell]' \
                '(-h --help)-h[Show help and stop]' \
                '(-h --help)--help[Show help and stop]' \
                ':size:(small large all)' \
                && return 0
            ;;
        ('pack label count')
            _arguments -s -S \
                '(--loud)--loud[Ring the bell]' \
                '(-h --help)-h[Show help and stop]' \
                '(-h --help)--help[Show help and stop]' \
                && return 0
            ;;
    esac
}

_pack_below() {
    local -a commands=(
        'add:Put files in'
        'send:Send a parcel'
        'label:Work on the labels of parcels: print them, count them and throw away those that are old'
    )
    _describe -t commands command commands
    _files
}

_pack_below_label() {
    local -a commands=(
        'print:Print labels'
        'count:Count labels'
    )
    _describe -t commands command commands
}

if [[ ${funcstack[1]} == _pack ]]; then
    _pack "$@"
else
    compdef _pack pack
fi
