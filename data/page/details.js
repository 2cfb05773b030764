// What is known of one entity: opened from a mention, a card, the table, the list or the graph.
"use strict";
{
  const aside = document.getElementById("details");
  let open = null, back = null;

  const button = (e) => kg.make("button", { type: "button", class: "thing", "data-e": e, "data-type": kg.data.things[e].type }, kg.make("bdi", {}, kg.name(e)));

  kg.details = function (e, focus = false) {
    const thing = kg.data.things[e];
    if (!thing) return;
    if (aside.hidden) back = document.activeElement;
    open = e;
    const say = (key, n) => document.createTextNode(kg.word(key, n));
    const head = kg.make("h2", {}, kg.make("bdi", {}, kg.name(e)));
    const close = kg.make("button", { type: "button", class: "tool close", "aria-label": kg.word("close") }, "×");
    close.addEventListener("click", kg.closeDetails);
    const about = kg.make("p", { class: "quiet" }, kg.word("class:" + thing.class), " · ", kg.count(thing.mentions));
    const others = thing.names.filter((n) => n !== thing.name);
    const links = kg.make("p", { class: "links" });
    if (kg.chain(e).length) {
      const first = kg.make("button", { type: "button", class: "small" }, say("first-mention"));
      first.addEventListener("click", () => { kg.show("text"); kg.focusMark(kg.chain(e)[0]); });
      links.append(first);
    }
    if (kg.data.graph.nodes.includes(e)) {
      const drawn = kg.make("button", { type: "button", class: "small" }, say("in-graph"));
      drawn.addEventListener("click", () => { kg.panel("graph"); kg.select?.(e); });
      links.append(drawn);
    }
    if (thing.page) links.append(kg.make("a", { href: thing.page, class: "small" }, say("on-page")));
    if (/^Q\d+$/.test(thing.wikidata ?? ""))
      links.append(kg.make("a", { href: "https://www.wikidata.org/wiki/" + thing.wikidata, rel: "noopener noreferrer", class: "small" }, say("on-wikidata")));

    const facts = kg.make("ul", { class: "lines" });
    kg.data.facts.forEach((f, n) => {
      if (f.subject !== e && f.object !== e) return;
      const relation = kg.make(f.passage ? "button" : "span", f.passage ? { type: "button", class: "go relation", "data-f": n } : { class: "relation" }, kg.word("relation:" + f.relation));
      const ends = f.subject === e ? [relation, " ", button(f.object)] : [button(f.subject), " ", relation];
      facts.append(kg.make("li", f.asserted ? {} : { class: "unsure" }, ...ends));
    });
    const said = kg.make("p", { class: "numbers" });
    kg.data.statements.forEach((s, n) => {
      if (s.speaker === e) said.append(kg.make("a", { class: "ref-link", href: "#s" + n, "data-s": n, "aria-label": kg.word("statement-number", n + 1) }, String(n + 1)));
    });
    aside.dataset.type = thing.type;
    aside.replaceChildren(close, head, about);
    if (others.length) aside.append(kg.make("p", { class: "quiet names", lang: "fr" }, kg.word("also"), " : ", kg.make("bdi", {}, others.join(", "))));
    if (links.childNodes.length) aside.append(links);
    if (facts.childNodes.length) aside.append(kg.make("h3", {}, say("facts")), facts);
    if (said.childNodes.length) aside.append(kg.make("h3", {}, say("statements")), said);
    aside.hidden = false;
    aside.scrollTop = 0;
    kg.lightChain(e);
    if (focus) aside.focus({ preventScroll: true });
  };

  kg.closeDetails = function () {
    if (aside.hidden) return;
    const inside = aside.contains(document.activeElement);
    aside.hidden = true;
    open = null;
    kg.lightChain(null);
    if (inside && back?.isConnected) back.focus({ preventScroll: true });
  };

  kg.listeners.push(() => { if (open !== null && !aside.hidden) kg.details(open); });
}
