// The editor of the YAML tab: what `yaml.js` of the desk works with.
export { EditorState, Compartment, Annotation } from "@codemirror/state";
export { EditorView, keymap, lineNumbers, drawSelection, highlightActiveLine,
  highlightSpecialChars } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { yaml } from "@codemirror/lang-yaml";
export { syntaxHighlighting, HighlightStyle, indentOnInput, bracketMatching }
  from "@codemirror/language";
export { lintGutter, setDiagnostics, lintKeymap, forEachDiagnostic }
  from "@codemirror/lint";
export { autocompletion, completionKeymap } from "@codemirror/autocomplete";
export { search, searchKeymap } from "@codemirror/search";
export { tags } from "@lezer/highlight";
