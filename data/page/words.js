// The data of the page, its language and theme. Everything the scripts share is in `kg`.
"use strict";
const kg = { data: JSON.parse(document.getElementById("data").textContent), language: "fr", listeners: [] };

kg.kept = {
  get(key) { try { return localStorage.getItem("kgextract-" + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("kgextract-" + key, value); } catch { /* a file may not store */ } },
};

// A word of the interface in the reader's language.
kg.word = function (key, n = "", what = "") {
  const text = kg.data.words[kg.language][key] ?? key.slice(key.indexOf(":") + 1);
  return text.replace("{n}", () => n).replace("{what}", () => what);
};

// A date as EDTF → as people write it: days, months, years and intervals; what is none of these stays.
kg.date = function (value) {
  const parts = value.split("/");
  if (parts.length === 2) return parts.map((p) => (p === ".." || p === "" ? "…" : kg.date(p))).join(" – ");
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d))?([~?%]?)$/.exec(value);
  if (!found) return value;
  const [, year, month, day, time, doubt] = found;
  if (month && +month > 12) return value;
  const options = { timeZone: "UTC", year: "numeric" };
  if (month) options.month = "long";
  if (day) options.day = "numeric";
  const date = new Date(Date.UTC(+year, month ? month - 1 : 0, day || 1));
  date.setUTCFullYear(+year);
  const text = new Intl.DateTimeFormat(kg.language === "fr" ? "fr" : "en-GB", options).format(date);
  return (doubt ? "≈ " : "") + (day ? text.replace(/^1 /, kg.word("first-day") + " ") : text) + (time ? ", " + time : "");
};

kg.speak = function (language) {
  kg.language = language in kg.data.words ? language : "fr";
  document.documentElement.lang = kg.language;
  const filled = (node, key) => kg.word(key, node.dataset.n, node.dataset.what);
  for (const node of document.querySelectorAll("[data-w]")) node.textContent = filled(node, node.dataset.w);
  for (const name of ["aria-label", "placeholder", "title"])
    for (const node of document.querySelectorAll(`[data-w-${name}]`))
      node.setAttribute(name, filled(node, node.getAttribute("data-w-" + name)));
  for (const node of document.querySelectorAll("[data-date]")) node.textContent = kg.date(node.dataset.date);
  for (const place of document.querySelectorAll(".day .place")) {  // words that only repeat the date are a sign
    const date = place.parentElement.querySelector("[data-date]")?.textContent;
    place.textContent = place.dataset.words === date ? "¶" : place.dataset.words;
  }
  for (const button of document.querySelectorAll("[data-language]"))
    button.setAttribute("aria-pressed", String(button.dataset.language === kg.language));
  for (const listener of kg.listeners) listener();
};

kg.dark = () => {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

kg.paint = function (theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  for (const listener of kg.listeners) listener();
};

// The buttons for the language and the theme, on every page.
kg.switches = function () {
  for (const button of document.querySelectorAll("[data-language]"))
    button.addEventListener("click", () => { kg.kept.set("language", button.dataset.language); kg.speak(button.dataset.language); });
  document.getElementById("theme").addEventListener("click", () => {
    const theme = kg.dark() ? "light" : "dark";
    kg.kept.set("theme", theme);
    kg.paint(theme);
  });
};

// The name of an entity as people read it.
kg.name = (e) => (kg.data.things[e].type === "Date" ? kg.date(kg.data.things[e].name) : kg.data.things[e].name || "–");

// Elements: kg.make("b", {class: "x"}, "text", child …). Text is only ever text.
kg.make = function (name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) node.setAttribute(key, value);
  node.append(...children.filter((c) => c != null));
  return node;
};
