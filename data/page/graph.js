// The graph of entities and facts, made when it is first looked at; the colours are those of the page.
"use strict";
{
  const place = document.getElementById("graph");
  const LABELLED = 24;  // edges: up to so many, their relations are written on them from the start
  const SHAPES = {
    Person: "ellipse", Organization: "round-rectangle", Place: "round-hexagon", Event: "round-diamond", Document: "rectangle",
    Role: "round-tag", Group: "octagon", Date: "round-pentagon", Quantity: "rhomboid",
  };
  const NAMED = 100;  // nodes: up to so many, all names are always there; above, those of the hubs
  const HUBS = 30;
  let cy = null, scale = 1, grain = 1;  // how much larger than drawn names and nodes are, so that one can read and hit them

  // A colour of the style sheet as rgb(…), in the theme that is on.
  const probe = kg.make("i", { hidden: "" });
  document.body.append(probe);
  const colour = (name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };

  function style() {
    const ink = colour("ink"), quiet = colour("quiet"), paper = colour("panel"), line = colour("edge");
    const font = getComputedStyle(document.body).fontFamily;
    return [
      { selector: "node", style: {
        label: "data(name)", "font-family": font, "font-size": 11, color: ink, "text-wrap": "wrap", "text-max-width": 96,
        "text-valign": "bottom", "text-margin-y": 3, "min-zoomed-font-size": 7, "text-outline-color": paper, "text-outline-width": 2,
        width: (n) => n.data("size") * grain, height: (n) => n.data("size") * grain, "border-width": 0 } },
      { selector: "node.named, node.near", style: {
        "font-size": 11 * scale, "text-max-width": 96 * scale, "text-margin-y": 3 * scale, "text-outline-width": 2 * scale,
        "min-zoomed-font-size": 0, "z-index": 2 } },
      ...Object.entries(SHAPES).map(([type, shape]) => ({ selector: `node[type="${type}"]`, style: { shape, "background-color": colour(type) } })),
      { selector: "edge", style: {
        width: 1.2 * grain, "line-color": line, "target-arrow-color": line, "target-arrow-shape": "triangle", "arrow-scale": 0.8, opacity: kg.data.graph.positions ? 0.35 : 1,
        "curve-style": "bezier", "font-family": font, "font-size": 9 * scale, color: quiet, "text-rotation": "autorotate",
        "text-background-color": paper, "text-background-opacity": 0.9, "text-background-padding": 1, "min-zoomed-font-size": 6 } },
      { selector: "edge[?unsure]", style: { "line-style": "dashed" } },
      { selector: "edge.labelled", style: { label: (e) => kg.word("relation:" + e.data("relation")) } },
      { selector: ".faded", style: { opacity: 0.15, "text-opacity": 0 } },
      { selector: "edge.near", style: { opacity: 1, width: 2 * scale, "line-color": quiet, "target-arrow-color": quiet, label: (e) => kg.word("relation:" + e.data("relation")) } },
      { selector: "node.chosen", style: { "border-width": 3 * scale, "border-color": ink, "font-weight": "bold" } },
      { selector: ".off", style: { display: "none" } },
    ];
  }

  function elements() {
    const { nodes, positions, edges } = kg.data.graph, degree = new Map();
    for (const n of edges) for (const e of [kg.data.facts[n].subject, kg.data.facts[n].object]) degree.set(e, (degree.get(e) ?? 0) + 1);
    return [
      ...nodes.map((e, n) => ({
        group: "nodes",
        data: { id: "e" + e, e, name: short(kg.name(e)), type: kg.data.things[e].type, size: Math.min(46, 12 + 5 * Math.sqrt(degree.get(e))) },
        position: positions ? { x: positions[n][0], y: positions[n][1] } : undefined,
      })),
      ...edges.map((n) => {
        const f = kg.data.facts[n];
        return { group: "edges", data: { id: "f" + n, source: "e" + f.subject, target: "e" + f.object, relation: f.relation, unsure: !f.asserted } };
      }),
    ];
  }
  const short = (name) => (name.length > 40 ? name.slice(0, 38).trimEnd() + "…" : name);

  // The same graph always lies the same way: while the layout runs, chance has a seed.
  function seeded(run) {
    const chance = Math.random;
    let seed = 1;
    Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    try { run(); } finally { Math.random = chance; }
  }

  function draw() {
    const laid = kg.data.graph.positions !== null;
    if (laid) {  // how far away it will be seen from is known: the style is computed once
      const [xs, ys] = [0, 1].map((axis) => kg.data.graph.positions.map((p) => p[axis]));
      const side = (all) => Math.max(...all) - Math.min(...all) + 1;
      fitted(Math.min((place.clientWidth - 48) / side(xs), (place.clientHeight - 48) / side(ys)), xs.length);
    }
    cy = cytoscape({ container: place, elements: elements(), style: style(), layout: { name: "preset" }, minZoom: 0.02, maxZoom: 4,
      textureOnViewport: laid, hideEdgesOnViewport: laid, pixelRatio: laid ? 1 : "auto" });
    kg.cy = cy;
    if (!laid) seeded(() => cy.layout({
      name: "fcose", animate: false, quality: "default", randomize: true, nodeDimensionsIncludeLabels: true, packComponents: true,
      nodeRepulsion: () => 9000, idealEdgeLength: () => 80, nodeSeparation: 80, padding: 24, tile: true, tilingPaddingVertical: 24, tilingPaddingHorizontal: 24,
    }).run());
    if (!laid) stretch();
    cy.fit(undefined, 24);
    name();
    rescale();
    let waiting;
    cy.on("zoom", () => { clearTimeout(waiting); waiting = setTimeout(rescale, 90); });
    if (kg.data.graph.edges.length <= LABELLED) labels(true);
    cy.on("tap", "node", (event) => { choose(event.target); kg.details(event.target.data("e")); uncover(event.target); });
    cy.on("tap", "edge", (event) => kg.lightFact(+event.target.id().slice(1)));
    cy.on("tap", (event) => { if (event.target === cy) { choose(null); kg.closeDetails(); } });
    for (const chip of document.querySelectorAll(".chip[aria-pressed=false]")) kg.typeShown(chip.dataset.type, false);
  }

  // A layout is about as wide as high, a panel is not: the nodes take the room there is.
  function stretch() {
    const box = cy.nodes().boundingBox({ includeLabels: false });
    const factor = (place.clientHeight / place.clientWidth) * ((box.w + 1) / (box.h + 1));
    const [x, y] = factor > 1 ? [1, Math.min(factor, 2)] : [Math.min(1 / factor, 2), 1];
    cy.nodes().positions((node) => ({ x: node.position("x") * x, y: node.position("y") * y }));
  }

  // Names that are always there: all, or those of the nodes with the most links that do not stand close together.
  function name() {
    const nodes = cy.nodes();
    if (nodes.length <= NAMED) { nodes.addClass("named"); return; }
    const chosen = [], gap = 75 / cy.zoom();
    for (const node of nodes.sort((a, b) => b.degree() - a.degree())) {
      const at = node.position();
      if (chosen.some((o) => Math.abs(o.x - at.x) < gap && Math.abs(o.y - at.y) < gap / 2)) continue;
      chosen.push(at);
      node.addClass("named");
      if (chosen.length === HUBS) break;
    }
  }
  function fitted(zoom, count) {
    const small = count <= NAMED;
    const text = Math.max(1, small ? Math.min((place.clientWidth < 500 ? 0.85 : 1) / zoom, 2.6) : 1 / zoom);
    const dot = Math.max(1, small ? Math.min(1 / zoom, 2.6) : 4 / count ** 0.4 / zoom);
    if (Math.abs(text / scale - 1) + Math.abs(dot / grain - 1) < 0.15) return false;
    [scale, grain] = [text, dot];
    return true;
  }
  const rescale = () => { if (fitted(cy.zoom(), cy.nodes().length)) cy.style(style()); };

  function choose(node) {
    cy.batch(() => {
      cy.elements().removeClass("faded near chosen");
      if (!node) return;
      const near = node.closedNeighborhood();
      cy.elements().difference(near).addClass("faded");
      near.addClass("near");
      node.addClass("chosen");
    });
  }
  // What is known of a node opens over the lower part of the graph: the node moves above it.
  function uncover(node) {
    const covered = place.getBoundingClientRect().bottom - document.getElementById("details").getBoundingClientRect().top;
    const below = node.renderedPosition("y") - (place.clientHeight - covered - 70);
    if (covered > 0 && below > 0) cy.animate({ panBy: { x: 0, y: -below } }, { duration: 200 });
  }
  function labels(on) {
    document.getElementById("graph-labels").setAttribute("aria-pressed", String(on));
    cy?.edges().toggleClass("labelled", on);
  }

  kg.select = function (e) {
    const node = cy?.getElementById("e" + e);
    if (!node?.length) return;
    choose(node);
    cy.animate({ center: { eles: node }, zoom: Math.max(cy.zoom(), 1) }, { duration: 250 });
  };
  kg.panelShown = function (name) {
    if (name !== "graph" || !place) return;
    if (!cy) draw();
    else { cy.resize(); cy.fit(undefined, 24); }
  };
  kg.typeShown = (type, on) => cy?.nodes(`[type="${type}"]`).toggleClass("off", !on);
  kg.listeners.push(() => cy?.style(style()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => kg.paint());

  if (place) {
    const zoom = (factor) => cy?.zoom({ level: cy.zoom() * factor, renderedPosition: { x: place.clientWidth / 2, y: place.clientHeight / 2 } });
    document.getElementById("graph-in").addEventListener("click", () => zoom(1.4));
    document.getElementById("graph-out").addEventListener("click", () => zoom(1 / 1.4));
    document.getElementById("graph-fit").addEventListener("click", () => { choose(null); cy?.fit(undefined, 24); });
    document.getElementById("graph-labels").addEventListener("click", (event) => labels(event.currentTarget.getAttribute("aria-pressed") !== "true"));
  }

  // Everything is there: the reader's language and theme.
  kg.paint(kg.kept.get("theme"));
  kg.speak(kg.kept.get("language") ?? "fr");
  kg.show("text");
  document.documentElement.dataset.ready = "";
}
