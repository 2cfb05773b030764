// Panels: tabs, filters, sorting, what clicks and keys do everywhere.
"use strict";
{
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const body = document.body;

  // On a narrow screen either the text or a panel is shown; on a wide one both are.
  kg.show = function (what) {
    body.dataset.show = what;
    document.getElementById("tab-text").setAttribute("aria-current", String(what === "text"));
  };
  kg.panel = function (name) {
    for (const tab of tabs) {
      const on = tab.dataset.panel === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById("panel-" + tab.dataset.panel).hidden = !on;
    }
    body.dataset.panel = name;
    kg.show("panel");
    kg.panelShown?.(name);
  };
  for (const tab of tabs) tab.addEventListener("click", () => kg.panel(tab.dataset.panel));
  document.getElementById("tab-text").addEventListener("click", () => kg.show("text"));
  document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    tab.focus();
    kg.panel(tab.dataset.panel);
  });

  const widen = document.getElementById("widen");
  widen.addEventListener("click", () => {
    const on = widen.getAttribute("aria-pressed") !== "true";
    widen.setAttribute("aria-pressed", String(on));
    widen.textContent = on ? "⇥" : "⇤";
    body.toggleAttribute("data-wide", on);
    kg.panelShown?.(body.dataset.panel);
  });

  kg.toStatement = function (number) {
    const card = document.getElementById("s" + number);
    if (!card) return;
    card.hidden = false;
    kg.panel("statements");
    kg.lightStatement(number);
    kg.show("panel");
    kg.scroll(card, "nearest");
    card.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const near = (selector) => event.target.closest(selector);
    const reference = near(".ref, .ref-link");
    if (reference) { event.preventDefault(); kg.toStatement(+reference.dataset.s); return; }
    const thing = near("button.thing");
    if (thing) { kg.details(+thing.dataset.e); return; }
    const go = near("button.go");
    if (!go) return;
    if (go.dataset.s) kg.lightStatement(+go.dataset.s);
    else if (go.dataset.f) kg.lightFact(+go.dataset.f);
    else kg.light(+go.dataset.a, [[+go.dataset.from, +go.dataset.to]]);
  });

  // Filters. What is searched counts in every panel; each panel has its own choices beside.
  let wanted = "";
  const value = (id) => document.getElementById(id)?.value ?? "";
  const texts = new WeakMap();
  const holds = (node) => {
    if (!wanted) return true;
    if (!texts.has(node)) texts.set(node, kg.fold(node.textContent.replace(/\s+/g, " ")));
    return texts.get(node).includes(wanted);
  };
  function sift(selector, panel, accepts) {
    const nodes = [...document.querySelectorAll(selector)];
    let shown = 0;
    for (const node of nodes) {
      node.hidden = !(holds(node) && accepts(node));
      if (!node.hidden) shown++;
    }
    const output = document.getElementById("shown-" + panel);
    if (output) output.textContent = shown < nodes.length ? kg.word("shown", shown, nodes.length) : "";
    const nothing = document.querySelector(`#panel-${panel} > .nothing`);
    if (nothing && nodes.length) nothing.hidden = shown > 0;
  }
  function filter() {
    const speaker = value("filter-speaker"), kind = value("filter-kind");
    sift("#statements > .card", "statements", (c) => (!speaker || c.dataset.speaker === speaker) && (!kind || c.dataset.kind === kind));
    const relation = value("filter-relation"), least = +value("filter-confidence");
    sift("#facts tbody tr", "facts", (r) => (!relation || r.dataset.relation === relation) && +r.dataset.confidence >= least);
    sift(".days > .day", "timeline", () => true);
    sift(".kin li", "entities", () => true);
    for (const kin of document.querySelectorAll(".kin")) kin.hidden = !kin.querySelector("li:not([hidden])");
  }
  kg.filter = function (words) { wanted = words; filter(); };
  for (const id of ["filter-speaker", "filter-kind", "filter-relation"]) document.getElementById(id)?.addEventListener("change", filter);
  document.getElementById("filter-confidence")?.addEventListener("input", (event) => {
    document.getElementById("least").textContent = event.target.value;
    filter();
  });
  kg.listeners.push(filter);

  // Sorting of the facts; a second click turns the order round.
  const table = document.getElementById("facts");
  table?.querySelector("thead").addEventListener("click", (event) => {
    const column = event.target.closest("[data-sort]");
    if (!column) return;
    const head = column.closest("th"), down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const name = column.dataset.sort, numeric = name === "confidence";
    const key = (row) => (numeric ? +row.dataset.confidence : name === "sentence" ? row.dataset.at : row.querySelector("." + name).textContent.trim());
    const order = new Intl.Collator(kg.language);
    const rows = [...table.tBodies[0].rows].map((row) => [key(row), row]);
    rows.sort((a, b) => (numeric ? a[0] - b[0] : name === "sentence" ? (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) : order.compare(a[0], b[0])) || a[1].dataset.f - b[1].dataset.f);
    if (down) rows.reverse();
    table.tBodies[0].append(...rows.map(([, row]) => row));
  });

  // Keys.
  const keys = document.getElementById("keys");
  document.getElementById("keys-open").addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape") { kg.closeDetails(); kg.unlight(); return; }
    if (typing) return;
    if (event.key === "/") { event.preventDefault(); document.getElementById("search").focus(); }
    else if (event.key === "?") keys.showModal();
    else if (event.key === "j" || event.key === "k") {
      const cards = [...document.querySelectorAll("#statements > .card:not([hidden])")];
      const at = cards.findIndex((c) => c.classList.contains("current"));
      const card = cards[event.key === "j" ? at + 1 : Math.max(at, 1) - 1];
      if (card) { kg.panel("statements"); kg.lightStatement(+card.dataset.s); kg.scroll(card, "nearest"); }
    }
  });

  kg.switches();
}
