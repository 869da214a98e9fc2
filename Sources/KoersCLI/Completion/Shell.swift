/// The shells that koers completes its commands in.
///
/// Their scripts hold no commands: at every Tab they ask `koers complete`, which knows the contract.
enum Shell: String, CaseIterable, Sendable {
    case bash, zsh, fish

    var script: String {
        switch self {
        case .bash: Self.bashScript
        case .zsh: Self.zshScript
        case .fish: Self.fishScript
        }
    }

    /// Names with spaces are quoted, unless the word already begins with a quote, which bash closes itself.
    private static let bashScript = #"""
        # Completion of koers for bash.
        _koers() {
            local line word current=${COMP_WORDS[COMP_CWORD]} quoted=
            local -a before=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
            COMPREPLY=()
            case $current in [\"\']*) quoted=yes ;; esac
            while IFS= read -r line; do
                if [[ $line == :files ]]; then
                    compopt -o default 2>/dev/null
                    return
                fi
                word=${line%%$'\t'*}
                if [[ $word == *= ]]; then compopt -o nospace 2>/dev/null; fi
                if [[ -z $quoted && $word == *[!A-Za-z0-9,./:=_-]* ]]; then printf -v word %q "$word"; fi
                COMPREPLY+=("$word")
            done < <("$1" complete -- ${before[@]+"${before[@]}"} "$current" 2>/dev/null)
        }
        complete -F _koers koers

        """#

    private static let zshScript = #"""
        #compdef koers
        # Completion of koers for zsh.
        _koers() {
            local line entry
            local -a found keys
            for line in "${(@f)$("${words[1]}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
                entry=${${line%%$'\t'*}//:/\\:}
                if [[ $line == *$'\t'* ]]; then entry+=:${line#*$'\t'}; fi
                case ${line%%$'\t'*} in
                    '') continue ;;
                    :files) _files; return ;;
                    *=) keys+=("$entry") ;;
                    *) found+=("$entry") ;;
                esac
            done
            (( $#keys )) && _describe -t keys koers keys -S ''
            (( $#found )) && _describe -t found koers found
        }
        if [[ ${funcstack[1]} == _koers ]]; then
            _koers "$@"
        else
            compdef _koers koers
        fi

        """#

    private static let fishScript = #"""
        # Completion of koers for fish.
        function __koers_complete
            set -l before (commandline -opc)
            set -l current (commandline -ct)
            set -l command $before[1]
            set -e before[1]
            for line in (command $command complete -- $before "$current" 2>/dev/null)
                if test "$line" = ":files"
                    __fish_complete_path "$current"
                    return
                end
                echo $line
            end
        end
        complete -c koers -f -a '(__koers_complete)'

        """#
}
