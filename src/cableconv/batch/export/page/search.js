// Searches the index of a corpus in the page itself. Pieces of the index are scripts, because a page
// from disk may not fetch files; each calls cables() with a column of JSON. Text is only ever put in
// as text, never as markup.
"use strict";

(() => {
  const SHOWN = 100; // rows of a page of results
  const byId = (id) => document.getElementById(id);
  const facts = JSON.parse(byId("facts").textContent);

  // --- the index, as columns ----------------------------------------------------------------

  const index = { number: [], when: [], banner: [], post: [], tags: [], captions: [], mark: [],
    subject: [], files: [] };
  const words = []; // what is searched, in small letters
  const years = []; // number of the year of each cable
  const yearNames = [];
  const yearNumbers = new Map();

  function yearOf(when) {
    const name = when ? when.slice(0, 4) : "undated";
    if (!yearNumbers.has(name)) {
      yearNumbers.set(name, yearNames.length);
      yearNames.push(name);
    }
    return yearNumbers.get(name);
  }

  window.cables = (text) => {
    const piece = JSON.parse(text);
    for (const [name, values] of Object.entries(piece)) {
      for (const value of values) index[name].push(value);
    }
    for (let at = words.length; at < index.number.length; at += 1) {
      const tags = index.tags[at].map((tag) => facts.tags[tag][0]).join(" ");
      const said = [index.number[at], index.subject[at], facts.posts[index.post[at]][0], tags];
      words.push(said.join("\n").toLowerCase());
      years.push(yearOf(index.when[at]));
    }
  };

  // --- what is chosen -------------------------------------------------------------------------

  const FACETS = {
    banner: { of: (at) => [index.banner[at]], name: (n) => facts.banners[n][0] },
    year: { of: (at) => [years[at]], name: (n) => yearNames[n] },
    post: { of: (at) => [index.post[at]], name: (n) => facts.posts[n][0] || "not known" },
    tag: { of: (at) => index.tags[at], name: (n) => facts.tags[n][0] },
  };
  for (const facet of Object.values(FACETS)) facet.chosen = new Set();
  let found = [];
  let page = 0;

  // One pass tells what is found, and how many there would be for each value of each facet, if the
  // other facets stayed as they are.
  function search() {
    const asked = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const facets = Object.values(FACETS);
    for (const facet of facets) facet.counts = new Map();
    found = [];
    for (let at = 0; at < words.length; at += 1) {
      if (!asked.every((word) => words[at].includes(word))) continue;
      let failing = null;
      let failures = 0;
      for (const facet of facets) {
        if (facet.chosen.size && !facet.of(at).some((value) => facet.chosen.has(value))) {
          failing = facet;
          failures += 1;
        }
      }
      if (failures > 1) continue;
      if (failures === 0) found.push(at);
      for (const facet of failures ? [failing] : facets) {
        for (const value of new Set(facet.of(at))) {
          facet.counts.set(value, (facet.counts.get(value) || 0) + 1);
        }
      }
    }
    const way = byId("order").value === "down" ? -1 : 1;
    const { when, number: names } = index;
    // Cables without a date come last in either order.
    found.sort((a, b) => compare(!when[a], !when[b])
      || way * (compare(when[a], when[b]) || compare(names[a], names[b])));
    page = 0;
  }

  const compare = (one, other) => (one < other ? -1 : Number(one > other));

  // --- what is shown ----------------------------------------------------------------------------

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function cell(...content) {
    const made = element("td");
    made.append(...content);
    return made;
  }

  // A marking breaks between its words only.
  function level(banner) {
    const [text, css] = facts.banners[banner];
    const made = element("span", undefined, `level ${css}`);
    for (const part of text.split(/(?<=\/)/)) made.append(part, element("wbr"));
    return made;
  }

  function marking(at) {
    const parts = [level(index.banner[at])];
    const captions = index.captions[at].map((caption) => facts.captions[caption][0]).join(" ");
    if (captions) parts.push(" ", element("span", captions, "captions"));
    return parts;
  }

  function subject(at) {
    const parts = index.mark[at] ? [element("span", index.mark[at], "mark"), " "] : [];
    return [...parts, index.subject[at]];
  }

  function files(at) {
    const links = element("span", undefined, "files");
    const stored = index.files[at];
    for (let part = 0; part < stored.length; part += 2) {
      const path = (facts.base + stored[part]).split("/").map(encodeURIComponent).join("/");
      for (const number of stored[part + 1]) {
        const [format, suffix] = facts.suffixes[number];
        const link = element("a", format);
        link.href = path + encodeURIComponent(suffix);
        link.append(element("span", ` of ${index.number[at]}`, "heard"));
        links.append(link, " ");
      }
    }
    return links;
  }

  function row(at) {
    const made = element("tr");
    const tags = index.tags[at].map((tag) => facts.tags[tag][0]).join(" ");
    made.append(
      cell(index.when[at].replace("T", " ") || "undated"),
      cell(index.number[at], files(at)),
      cell(...marking(at)),
      cell(facts.posts[index.post[at]][0]),
      cell(...subject(at), element("span", tags, "tags")),
    );
    return made;
  }

  const number = (value) => value.toLocaleString("en");

  function showRows() {
    const pages = Math.max(1, Math.ceil(found.length / SHOWN));
    byId("rows").replaceChildren(...found.slice(page * SHOWN, (page + 1) * SHOWN).map(row));
    byId("count").textContent = `${number(found.length)} of ${number(facts.done)} cables`;
    byId("page").textContent = `page ${number(page + 1)} of ${number(pages)}`;
    byId("before").disabled = page === 0;
    byId("next").disabled = page + 1 >= pages;
  }

  function showFacets() {
    for (const [key, facet] of Object.entries(FACETS)) {
      const values = [...new Set([...facet.counts.keys(), ...facet.chosen])];
      if (key === "year") values.sort((a, b) => compare(yearNames[a], yearNames[b]));
      else values.sort((a, b) => (facet.counts.get(b) || 0) - (facet.counts.get(a) || 0) || a - b);
      byId(`facet-${key}`).replaceChildren(...values.map((value) => choice(key, facet, value)));
    }
  }

  function choice(key, facet, value) {
    const label = element("label");
    const box = element("input");
    box.type = "checkbox";
    box.id = `${key}-${value}`;
    box.checked = facet.chosen.has(value);
    box.addEventListener("change", () => {
      if (box.checked) facet.chosen.add(value);
      else facet.chosen.delete(value);
      changed();
      const again = byId(box.id);
      if (again) again.focus();
    });
    const said = key === "banner" ? level(value) : element("span", facet.name(value));
    const count = element("span", number(facet.counts.get(value) || 0), "quiet");
    label.append(box, said, count);
    return label;
  }

  function show() {
    search();
    showFacets();
    showRows();
  }

  // --- what is chosen stands in the address, so that it can be kept ------------------------------

  function changed() {
    show();
    const kept = new URLSearchParams();
    if (byId("words").value) kept.set("q", byId("words").value);
    if (byId("order").value === "down") kept.set("order", "down");
    for (const [key, facet] of Object.entries(FACETS)) {
      for (const value of facet.chosen) kept.append(key, facet.name(value));
    }
    window.history.replaceState(null, "", `#${kept}`);
  }

  function restore() {
    const kept = new URLSearchParams(window.location.hash.slice(1));
    byId("words").value = kept.get("q") || "";
    byId("order").value = kept.get("order") === "down" ? "down" : "up";
    const tables = { banner: facts.banners, post: facts.posts, tag: facts.tags };
    for (const [key, facet] of Object.entries(FACETS)) {
      facet.chosen.clear();
      for (const name of kept.getAll(key)) {
        const names = key === "year" ? yearNames : tables[key].map((_, n) => facet.name(n));
        const value = names.indexOf(name);
        if (value >= 0) facet.chosen.add(value);
      }
    }
  }

  function turn(by) {
    page += by;
    showRows();
    byId("results").focus();
  }

  let waiting = 0;
  byId("words").addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(changed, 150);
  });
  byId("order").addEventListener("change", changed);
  byId("before").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  byId("search").addEventListener("submit", (event) => event.preventDefault());
  byId("search").addEventListener("reset", () => {
    for (const facet of Object.values(FACETS)) facet.chosen.clear();
    window.setTimeout(changed, 0);
  });
  window.addEventListener("hashchange", () => {
    restore();
    show();
  });

  // --- loading, a piece after the other ------------------------------------------------------------

  const missing = [];

  function load(piece) {
    byId("loaded").value = (piece - 1) / facts.pieces;
    if (piece > facts.pieces) {
      byId("loading").hidden = true;
      document.body.dataset.loaded = String(words.length);
      restore();
      show();
      if (missing.length) {
        const lost = `; ${missing.join(", ")} cannot be loaded: the result is not complete`;
        byId("count").append(element("strong", lost));
      }
      return;
    }
    const script = element("script");
    script.src = `piece-${String(piece).padStart(5, "0")}.js`;
    const next = () => {
      script.remove();
      if (piece === 1) show();
      load(piece + 1);
    };
    script.addEventListener("load", next);
    script.addEventListener("error", () => {
      missing.push(script.src.split("/").pop());
      next();
    });
    document.head.append(script);
  }

  if (window.matchMedia("(max-width: 50rem)").matches) {
    for (const facet of document.querySelectorAll(".facet")) facet.open = false;
  }
  for (const id of ["search", "columns", "loading"]) byId(id).hidden = false;
  load(1);
})();
