// Search and filters on a list of openings. Without this script each filter is a page of its own.
"use strict";
(() => {
  const form = document.getElementById("search");
  const list = document.getElementById("jobs");
  const count = document.getElementById("count");
  const [before, said] = [list.innerHTML, count.textContent];
  const facets = [...document.querySelectorAll("[data-facet]")];
  const pager = document.querySelector(".pages");
  const MOST = 100;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  let rows = null;

  // The rows are a script, since a page that is opened as a file may read nothing else.
  const load = () => rows || (rows = new Promise((ready) => {
    const script = document.createElement("script");
    window.openings = ready;
    script.src = form.dataset.rows;
    document.head.append(script);
  }));

  for (const facet of facets) {
    const label = document.createElement("label");
    label.textContent = facet.parentNode.querySelector("summary").textContent + " ";
    const select = document.createElement("select");
    select.name = facet.dataset.facet;
    select.add(new Option("Any", ""));
    for (const link of facet.querySelectorAll("a")) {
      select.add(link.closest(".all") ? new Option(link.firstChild.data + " …", link.href) : new Option(link.textContent));
    }
    label.append(select);
    form.lastElementChild.before(label);
  }

  const row = (one) => {
    const item = document.createElement("li");
    item.lang = one.lang || document.documentElement.lang;
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    link.href = form.dataset.home.replace("index.html", "") + one.path;
    link.textContent = one.title;
    heading.append(link);
    item.append(heading);
    for (const [name, text] of [["pay", one.pay], ["", one.about]]) {
      if (!text) continue;
      const line = document.createElement("p");
      line.className = name;
      line.textContent = text;
      item.append(line);
    }
    return item;
  };

  const show = async () => {
    const asked = [...new FormData(form)].filter(([, value]) => value.trim());
    const page = asked.find(([name, value]) => name !== "q" && value.includes("://"));
    if (page) return location.assign(page[1]);
    history.replaceState(null, "", asked.length ? "#" + new URLSearchParams(asked) : "#");
    if (pager) pager.hidden = asked.length;
    if (!asked.length) {
      list.innerHTML = before;
      count.textContent = said;
      return;
    }
    const all = await load();
    const fits = all.filter((one) => asked.every(([name, value]) => name === "q"
      ? plain(value).split(/\s+/).every((word) => one.words.includes(word))
      : one.facets[name].includes(value)));
    list.replaceChildren(...fits.slice(0, MOST).map(row));
    count.textContent = fits.length === 1 ? "1 open job" : fits.length ? `${fits.length} open jobs`
      + (fits.length > MOST ? `, the first ${MOST} are shown` : "") : "No open job fits. Try fewer words or filters.";
  };

  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.hidden = false;
  for (const facet of facets) facet.parentNode.hidden = true;
  document.querySelector(".columns").classList.add("searched");
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (location.hash.includes("=")) show();
})();
