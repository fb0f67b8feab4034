/** What the shells run at the Tab key. All of them ask `dirq __complete`, whose answer complete.ts describes. */

/**
 * Also for the bash 3.2 that macOS has. It breaks words at `=` and `:`, which are put together again before asking. What it
 * puts behind an open quotation mark is not quoted, and jobs are called as anybody likes: nothing that acts there is offered.
 */
const BASH = `# dirq completion for bash
_dirq() {
  local cur=\${COMP_WORDS[COMP_CWORD]} dirq=\${1/#~/$HOME}
  local word previous= kind line broken= quoted i
  local -a words lines
  [[ $cur == [=:] ]] && cur=
  words=("")
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]//[\\"\\'\\\\]/}
    if [[ $i -gt 1 && ($word == [=:] || $previous == [=:]) ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words[\${#words[@]}]=$word
    fi
    previous=$word
  done
  word=\${words[\${#words[@]} - 1]}
  line=\${cur//[\\"\\'\\\\]/}
  broken=\${word%"$line"}
  while IFS= read -r line; do
    lines[\${#lines[@]}]=$line
  done < <("$dirq" __complete "\${words[@]:1}" 2> /dev/null)
  kind=\${lines[0]}
  COMPREPLY=()
  case $kind in
    files | directories)
      [[ $kind == files ]] && kind=-f || kind=-d
      compopt -o filenames 2> /dev/null
      while IFS= read -r line; do COMPREPLY[\${#COMPREPLY[@]}]=$line; done < <(compgen $kind -- "$cur")
      ;;
    command*)
      i=$((COMP_CWORD - \${kind#command } + 1))
      if declare -F _command_offset > /dev/null; then
        _command_offset $i
      elif [[ $i -eq COMP_CWORD ]]; then
        while IFS= read -r line; do COMPREPLY[\${#COMPREPLY[@]}]=$line; done < <(compgen -c -- "$cur")
      else
        compopt -o filenames 2> /dev/null
        while IFS= read -r line; do COMPREPLY[\${#COMPREPLY[@]}]=$line; done < <(compgen -f -- "$cur")
      fi
      ;;
    *)
      [[ $kind == unfinished ]] && compopt -o nospace 2> /dev/null
      for line in "\${lines[@]:1}"; do
        line=\${line%%$'\\t'*}
        line=\${line#"$broken"}
        quoted=$line
        if [[ \${cur//\\\\?/} == *[\\"\\']* ]]; then
          [[ $line != *[\\"\\'\\\`\\\\\\$!]* ]] || continue
        elif [[ $line == *[!A-Za-z0-9_.,:=@%+/-]* ]]; then
          printf -v quoted %q "$line"
        fi
        COMPREPLY[\${#COMPREPLY[@]}]=$quoted
      done
      ;;
  esac
}
complete -o nosort -F _dirq dirq 2> /dev/null || complete -F _dirq dirq
`;

const ZSH = `#compdef dirq
# dirq completion for zsh
_dirq() {
  local kind line word
  local -a lines described space
  lines=("\${(@f)$("\${(Q)words[1]}" __complete "\${(@Q)words[2,CURRENT]}" 2> /dev/null)}")
  kind=$lines[1]
  case $kind in
    files | directories)
      [[ $words[CURRENT] == --*=* ]] && compset -P '*='
      if [[ $kind == files ]]; then _files; else _files -/; fi
      ;;
    command*)
      (( kind = CURRENT - \${kind#command } ))
      shift $kind words
      (( CURRENT -= kind ))
      _normal
      ;;
    *)
      [[ $kind == unfinished ]] && space=(-S '')
      for line in "\${(@)lines[2,-1]}"; do
        word=\${line%%$'\\t'*}
        described+=("\${\${word//\\\\/\\\\\\\\}//:/\\\\:}\${\${line#*$'\\t'}:+:\${line#*$'\\t'}}")
      done
      # What dirq answers fits, also where it does not begin like the word: an id by its ending.
      (( \${#described} )) && _describe -V dirq described -U "\${(@)space}"
      ;;
  esac
}
if [[ $funcstack[1] == _dirq ]]; then _dirq "$@"; else compdef _dirq dirq; fi
`;

const FISH = `# dirq completion for fish
function __dirq_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete $words[2..-1] "$current" 2> /dev/null)
    switch "$lines[1]"
        case files
            __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$current")
        case directories
            __fish_complete_directories (string replace -r -- '^--[^=]*=' '' "$current")
        case 'command*'
            set -l all $words "$current"
            set -l own (string replace 'command ' '' -- $lines[1])
            set -l before
            test $own -gt 1; and set before (string escape -- $all[(math 0 - $own)..-2])
            complete -C (string join ' ' -- $before "$current")
        case '*'
            printf '%s\\n' $lines[2..-1]
    end
end
complete -c dirq -e
complete -c dirq -f -k -a '(__dirq_complete)'
`;

export const COMPLETION_SCRIPTS: Readonly<Record<string, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
