// The text: passages lit, the mentions of an entity lit together, search.
"use strict";
{
  const FOUND_AT_MOST = 2000;
  const PAINTS = ["near", "lit", "found", "found-now"];  // the later ones lie over the earlier
  const highlights = typeof Highlight === "function" && CSS.highlights;
  const articles = [...document.querySelectorAll("article.text")];
  const indexes = new Map();

  // The text nodes of an article, each with its first and last offset (UTF-16 code units of the article's text).
  function nodesOf(article) {
    if (indexes.has(article)) return indexes.get(article);
    const found = [];
    for (const line of articles[article]?.querySelectorAll("[data-at]") ?? []) {
      let at = +line.dataset.at, apart = false;  // apart: a reference stands before these words
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.classList.contains("ref")) { apart = true; continue; }
        found.push({ node, from: at, to: (at += node.length), apart });
        apart = false;
      }
    }
    indexes.set(article, found);
    return found;
  }

  // Offsets → ranges, one for each paragraph that they reach into; a reference in between is left out.
  kg.ranges = function (article, from, to) {
    const out = [];
    for (const piece of nodesOf(article)) {
      if (piece.to <= from || piece.from >= to) continue;
      const [a, b] = [Math.max(from, piece.from) - piece.from, Math.min(to, piece.to) - piece.from];
      const last = out.at(-1), line = piece.node.parentElement.closest("[data-at]");
      if (last && last.line === line && !piece.apart) last.range.setEnd(piece.node, b);
      else {
        const range = new Range();
        range.setStart(piece.node, a);
        range.setEnd(piece.node, b);
        out.push({ line, range });
      }
    }
    return out.map((o) => o.range);
  };

  function paint(name, ranges) {
    if (highlights) {
      const painted = new Highlight(...ranges);
      painted.priority = PAINTS.indexOf(name);
      highlights.set(name, painted);
    }
    else if (name === "lit" && ranges.length) {  // older browsers: the passage is selected
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(ranges[0]);
    }
  }

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  kg.scroll = (node, block = "center") => node.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

  // Light passages of an article and go to the first: [[from, to], …], and more softly those of `around`.
  kg.light = function (article, passages, around = []) {
    const strong = passages.flatMap(([a, b]) => kg.ranges(article, a, b));
    const soft = around.flatMap(([a, b]) => kg.ranges(article, a, b));
    paint("lit", strong);
    paint("near", soft);
    const first = strong[0] ?? soft[0];
    if (!first) return;
    kg.show("text");
    const box = first.getBoundingClientRect(), line = first.startContainer.parentElement;
    const tall = box.height > innerHeight * 0.6;
    const top = tall ? box.top - 120 : box.top + box.height / 2 - innerHeight / 2;
    scrollBy({ top, behavior: calm.matches ? "auto" : "smooth" });
    line.closest("[data-at]").classList.add("target");
    setTimeout(() => line.closest("[data-at]").classList.remove("target"), 1600);
  };

  kg.unlight = () => { paint("lit", []); paint("near", []); };

  kg.lightStatement = function (number) {
    const s = kg.data.statements[number];
    kg.light(s.article, s.contents, [s.passage]);
    for (const card of document.querySelectorAll(".card.current")) card.classList.remove("current");
    document.getElementById("s" + number)?.classList.add("current");
  };

  kg.lightFact = function (number) {
    const f = kg.data.facts[number];
    if (!f.passage) return;
    const [from, to] = f.passage, inside = [];
    for (const { node, from: a, to: b } of nodesOf(f.article)) {
      const mark = node.parentElement.closest("mark");
      let e = mark;
      while (e && ![f.subject, f.object].includes(+e.dataset.e)) e = e.parentElement.closest("mark");
      if (e && a >= from && b <= to) inside.push([a, b]);
    }
    kg.light(f.article, inside.length ? inside : [f.passage], [f.passage]);
  };

  // Mentions: hover or focus lights the whole chain; arrows go from one to the next.
  const marks = [...document.querySelectorAll("mark[data-e]")];
  const chains = new Map();
  for (const mark of marks) {
    if (!chains.has(mark.dataset.e)) chains.set(mark.dataset.e, []);
    chains.get(mark.dataset.e).push(mark);
  }
  kg.chain = (e) => chains.get(String(e)) ?? [];
  if (marks.length) marks[0].tabIndex = 0;

  const hovers = matchMedia("(hover: hover)");
  let chained = null;
  const peek = document.getElementById("peek");
  kg.lightChain = function (e, at = null) {
    if (chained !== null && chained !== e) for (const mark of kg.chain(chained)) mark.classList.remove("chain");
    chained = e;
    if (e === null) { peek.hidden = true; return; }
    for (const mark of kg.chain(e)) mark.classList.add("chain");
    if (!at || !hovers.matches) return;
    const thing = kg.data.things[e];
    peek.replaceChildren(kg.make("b", {}, kg.make("bdi", {}, kg.name(e))), " – " + kg.word("class:" + thing.class) + " · " + kg.count(thing.mentions));
    peek.dataset.type = thing.type;
    peek.hidden = false;
    const box = at.getClientRects()[0] ?? at.getBoundingClientRect();
    peek.style.left = Math.max(8, Math.min(box.left, innerWidth - peek.offsetWidth - 8)) + "px";
    const above = box.top - peek.offsetHeight - 6;
    peek.style.top = (above > 60 ? above : box.bottom + 6) + "px";
  };
  kg.count = (n) => (n > 1 ? kg.word("mentions", n) : kg.word(n ? "mention-one" : "mention-none"));

  const shownMark = (target) => {
    let mark = target.closest?.("mark[data-e]");
    while (mark && mark.classList.contains("off")) mark = mark.parentElement.closest("mark[data-e]");
    return mark;
  };
  document.addEventListener("mouseover", (event) => {
    const at = shownMark(event.target), other = event.target.closest?.("[data-e].thing");
    const e = at ? +at.dataset.e : other ? +other.dataset.e : null;
    if (e !== chained || !at) kg.lightChain(e, at);
  });
  document.addEventListener("focusin", (event) => {
    const at = shownMark(event.target);
    if (at) kg.lightChain(+at.dataset.e, at);
  });
  document.addEventListener("focusout", (event) => { if (shownMark(event.target)) kg.lightChain(null); });
  addEventListener("scroll", () => { peek.hidden = true; }, { passive: true, capture: true });

  const text = document.getElementById("text");
  text.addEventListener("click", (event) => {
    const mark = shownMark(event.target);
    if (mark && getSelection().isCollapsed) kg.details(+mark.dataset.e);
  });
  text.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark[data-e]");
    if (!mark) return;
    if (event.key === "Enter") { kg.details(+mark.dataset.e, true); return; }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    let at = marks.indexOf(mark);
    do at += step; while (marks[at]?.classList.contains("off"));
    if (marks[at]) kg.focusMark(marks[at]);
  });
  kg.focusMark = function (mark) {
    for (const other of document.querySelectorAll("mark[tabindex='0']")) other.tabIndex = -1;
    mark.tabIndex = 0;
    mark.focus({ preventScroll: true });
    kg.scroll(mark);
  };

  // Types shown or hidden.
  for (const chip of document.querySelectorAll(".chip[data-type]"))
    chip.addEventListener("click", () => {
      const on = chip.getAttribute("aria-pressed") !== "true";
      chip.setAttribute("aria-pressed", String(on));
      for (const node of document.querySelectorAll(`mark[data-type="${chip.dataset.type}"], .kin[data-type="${chip.dataset.type}"]`))
        node.classList.toggle("off", !on);
      kg.typeShown?.(chip.dataset.type, on);
    });

  // Search: letters are compared without accents and case, one code unit against one.
  const plain = (c) => (c === "\u2019" || c === "\u02bc" ? "'" : /\s/.test(c) ? " " : c.normalize("NFD")[0].toLowerCase()[0]);
  kg.fold = (s) => Array.from({ length: s.length }, (_, n) => plain(s[n])).join("");
  const box = document.getElementById("search"), output = document.getElementById("found");
  const buttons = [document.getElementById("found-previous"), document.getElementById("found-next")];
  let matches = [], current = -1;
  const folded = new Map();

  function search() {
    const wanted = kg.fold(box.value.trim());
    matches = [];
    current = -1;
    if (wanted)
      articles.forEach((_, article) => {
        const nodes = nodesOf(article);
        if (!folded.has(article)) folded.set(article, kg.fold(nodes.map((p, n) => (n && nodes[n - 1].to !== p.from ? "\n" : "") + p.node.data).join("")));
        const whole = folded.get(article), starts = [];
        let at = 0;
        nodes.forEach((p, n) => { if (n && nodes[n - 1].to !== p.from) at += 1; starts.push(at); at += p.node.length; });
        let n = 0;
        for (let i = whole.indexOf(wanted); i >= 0 && matches.length < FOUND_AT_MOST; i = whole.indexOf(wanted, i + wanted.length)) {
          while (n + 1 < starts.length && starts[n + 1] <= i) n++;
          const from = nodes[n].from + (i - starts[n]);
          matches.push([article, from, from + wanted.length]);
        }
      });
    paint("found", matches.flatMap(([a, from, to]) => kg.ranges(a, from, to)));
    paint("found-now", []);
    tell();
    for (const button of buttons) button.hidden = !matches.length;
    kg.filter(wanted);
  }
  function tell() {
    output.textContent = !box.value.trim() ? "" : matches.length ? kg.word("search-found", current >= 0 ? `${current + 1}/${matches.length}` : matches.length) : kg.word("search-none");
  }
  function go(step) {
    if (!matches.length) return;
    current = (current + step + matches.length) % matches.length;
    const [article, from, to] = matches[current];
    const ranges = kg.ranges(article, from, to);
    paint("found-now", ranges);
    kg.show("text");
    const at = ranges[0].getBoundingClientRect();
    scrollBy({ top: at.top - innerHeight / 2, behavior: calm.matches ? "auto" : "smooth" });
    tell();
  }
  kg.listeners.push(tell);
  let waiting;
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  box.form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); if (current < 0) search(); go(1); });
  buttons[0].addEventListener("click", () => go(-1));
  buttons[1].addEventListener("click", () => go(1));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.value = ""; search(); box.blur(); }
  });
}
