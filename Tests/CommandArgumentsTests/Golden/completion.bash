# bash completion for pack; made by 'pack --generate-completion-script bash'

# Offers the lines on standard input that begin with the word at hand.
_pack_offer() {
    local line
    while IFS= read -r line; do
        [[ $line == "$cur"* ]] && COMPREPLY+=("$line")
    done
}

_pack_files() {
    compopt -o filenames 2>/dev/null
    _pack_offer < <(compgen "$@" -- "$cur")
}

# Offers nothing, not even files.
_pack_nothing() {
    compopt +o default +o bashdefault 2>/dev/null
}

_pack() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} joined=
    COMPREPLY=()
    # '--option=value' comes in as three words, or as one where '=' does not break words.
    if [[ $cur == = ]]; then
        cur=
    elif [[ $prev == = && $COMP_CWORD -ge 2 ]]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
    elif [[ $cur == --*=* ]]; then
        prev=${cur%%=*} joined=${cur%%=*}= cur=${cur#*=}
    fi

    local command='pack' word last= index closed=
    for ((index = 1; index < COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        case $last in
        '-s'|'--style'|'-o'|'--output'|'-t'|'--tag'|'-n'|'--count'|'--day'|'--into'|'--generate-completion-script')
            [[ $word == = ]] || last=
            continue
            ;;
        esac
        last=$word
        case $word in
        --)
            closed=yes
            break
            ;;
        -* | =) continue ;;
        esac
        case "$command $word" in
        'pack add'|'pack send'|'pack label'|'pack label print'|'pack label count') command="$command $word" ;;
        *)
            closed=yes
            break
            ;;
        esac
    done

    local offered=yes
    case "$command $prev" in
    'pack -s'|'pack --style')
        _pack_offer <<<'plain
fancy
none'
        ;;
    'pack -o'|'pack --output')
        _pack_files -f -X '!*.box'
        _pack_files -f -X '!*.crate'
        _pack_files -d
        ;;
    'pack -t'|'pack --tag')
        _pack_nothing
        ;;
    'pack -n'|'pack --count')
        _pack_nothing
        ;;
    'pack --day')
        _pack_nothing
        ;;
    'pack --into')
        _pack_files -d
        ;;
    'pack --generate-completion-script')
        _pack_offer <<<'bash
zsh
fish
powershell'
        ;;
    'pack add -s'|'pack add --style')
        _pack_offer <<<'plain
fancy
none'
        ;;
    'pack add -o'|'pack add --output')
        _pack_files -f -X '!*.box'
        _pack_files -f -X '!*.crate'
        _pack_files -d
        ;;
    'pack add -t'|'pack add --tag')
        _pack_nothing
        ;;
    'pack add -n'|'pack add --count')
        _pack_nothing
        ;;
    'pack add --day')
        _pack_nothing
        ;;
    'pack add --into')
        _pack_files -d
        ;;
    'pack send -s'|'pack send --style')
        _pack_offer <<<'plain
fancy
none'
        ;;
    'pack label print -s'|'pack label print --style')
        _pack_offer <<<'plain
fancy
none'
        ;;
    *) offered= ;;
    esac
    if [[ -n $offered ]]; then
        # What was typed in front of the value belongs to the word.
        if [[ -n $joined && ${#COMPREPLY[@]} -gt 0 ]]; then COMPREPLY=("${COMPREPLY[@]/#/$joined}"); fi
        return
    fi

    if [[ -n $joined ]]; then
        return
    fi
    case $command in
    'pack')
        if [[ $cur == -* ]]; then
            _pack_offer <<<'-s
--style
-o
--output
-t
--tag
-n
--count
--day
--into
-q
--quiet
-v
--verify
--loud
-h
--help
--version
--generate-completion-script
--generate-man-page'
        else
            [[ -n $closed ]] || _pack_offer <<<'add
send
label'
            _pack_files -f
        fi
        ;;
    'pack add')
        if [[ $cur == -* ]]; then
            _pack_offer <<<'-s
--style
-o
--output
-t
--tag
-n
--count
--day
--into
-q
--quiet
-v
--verify
--loud
-h
--help'
        else
            _pack_files -f
        fi
        ;;
    'pack send')
        if [[ $cur == -* ]]; then
            _pack_offer <<<'-s
--style
-q
--quiet
-x
--express
--loud
-h
--help'
        else
            _pack_offer < <('pack' 'label' 'print' 'all' 2>/dev/null)
            _pack_nothing
        fi
        ;;
    'pack label')
        if [[ $cur == -* ]]; then
            _pack_offer <<<'--loud
-h
--help'
        else
            [[ -n $closed ]] || _pack_offer <<<'print
count'
        fi
        ;;
    'pack label print')
        if [[ $cur == -* ]]; then
            _pack_offer <<<'-s
--style
--loud
-h
--help'
        else
            _pack_offer <<<'small
large
all'
        fi
        ;;
    'pack label count')
        if [[ $cur == -* ]]; then
            _pack_offer <<<'--loud
-h
--help'
        else
            _pack_nothing
        fi
        ;;
    esac
}

complete -o bashdefault -o default -F _pack pack
