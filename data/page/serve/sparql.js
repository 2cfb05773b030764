// The editor: YASGUI with this server's endpoint and nothing else; it completes from what is in the query alone.
"use strict";
{
  const endpoint = location.origin + "/sparql";
  const given = new URLSearchParams(location.hash.slice(1)).get("query");
  const first = `PREFIX kg: <https://w3id.org/kgextract/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?who ?what ?where WHERE {
  ?statement kg:speaker/rdfs:label ?who ; kg:content ?what .
  OPTIONAL { ?statement kg:venue/rdfs:label ?where }
}
LIMIT 20`;
  if (given) history.replaceState(null, "", location.pathname);
  const cut = document.getElementById("cut");
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  Yasgui.Yasqe.defaults.createShareableLink = null;
  Yasgui.Yasqe.defaults.value = given ?? first;
  const yasgui = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint, method: "POST", headers: {}, args: [], namedGraphs: [], defaultGraphs: [] },
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: "kgextract",
  });
  if (given) yasgui.getTab().setQuery(given);
  kg.listeners.push(() => {
    for (const box of document.querySelectorAll("#editor .CodeMirror textarea")) box.setAttribute("aria-label", kg.word("sparql-query"));
  });
  kg.speak(kg.language);

  // An answer that the endpoint has cut says so.
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const response = await ask(...request);
    cut.hidden = !response.headers.get("x-truncated");
    return response;
  };
  window.yasgui = yasgui;
  document.documentElement.dataset.ready = "";
}
