// Every page of the server: language, theme, the question of the start page; on a page with a graph, what it expects.
"use strict";
{
  kg.switches();

  // The form of the question that is chosen.
  const question = document.getElementById("question");
  const choose = () => {
    for (const form of document.querySelectorAll("[data-question]")) form.hidden = form.dataset.question !== question.value;
  };
  question?.addEventListener("change", choose);
  if (question) choose();

  // Empty fields stay out of the address.
  for (const form of document.querySelectorAll("form.form, form.search"))
    form.addEventListener("submit", () => {
      const empty = [...form.elements].filter((e) => e.name && !e.value);
      for (const field of empty) field.disabled = true;
      setTimeout(() => { for (const field of empty) field.disabled = false; });
    });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable], .yasgui")) return;
    event.preventDefault();
    document.querySelector(".search input").focus();
  });

  // What the graph of a page calls: a node opens the page of its entity.
  kg.show = kg.closeDetails = kg.lightFact = () => {};
  kg.details = (e) => { const { page } = kg.data.things[e]; if (page && e !== kg.data.centre) location.assign(page); };
  const label = (node) => node.setAttribute("aria-label", kg.word("bar", node.dataset.n, kg.date(node.dataset.what)));
  kg.listeners.push(() => document.querySelectorAll(".bars a").forEach(label));

  kg.paint(kg.kept.get("theme"));
  kg.speak(kg.kept.get("language") ?? "fr");
  if (!document.getElementById("graph")) document.documentElement.dataset.ready = "";
}
