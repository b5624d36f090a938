// htmx 2, for a page that asks for it: {% block head %}<script type="module" src="{{ static("design/htmx.js") }}"></script>{% endblock %}
// Set so that it lives within our content security policy, and keeps nothing about anybody.
import htmx from "htmx.org/dist/htmx.esm.js";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0, // it would keep whole pages, names and all, in the browser's storage
  includeIndicatorStyles: false,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
});
