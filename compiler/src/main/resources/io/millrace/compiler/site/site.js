(function () {
  "use strict";
  var root = document.documentElement;

  // Light and dark.
  var toggle = document.getElementById("theme");
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }
  function showTheme() {
    toggle.setAttribute("aria-pressed", String(isDark()));
  }
  toggle.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("millrace-theme", root.dataset.theme);
    } catch (e) {
      // It holds for this page then.
    }
    showTheme();
  });
  system.addEventListener("change", showTheme);
  showTheme();

  // Search: every word has to be in the title, the kind, the pipeline or the rest; titles count most.
  var box = document.getElementById("search");
  var list = document.getElementById("results");
  var index = (window.MILLRACE_INDEX || []).map(function (e) {
    return {
      title: e[0], kind: e[1], pipeline: e[2], address: e[3], more: e[4],
      low: e[0].toLowerCase(),
      all: (e[0] + " " + e[1] + " " + e[2] + " " + e[4]).toLowerCase()
    };
  });
  var chosen = -1;

  function score(entry, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i++) {
      var word = words[i];
      if (entry.all.indexOf(word) < 0) {
        return 0;
      }
      var at = entry.low.indexOf(word);
      sum += entry.low === word ? 12 : at === 0 ? 8 : at > 0 ? 5 : 1;
    }
    return sum + (entry.kind === "pipeline" ? 2 : 0);
  }

  function find(text) {
    var words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      return [];
    }
    return index
      .map(function (entry) { return { entry: entry, score: score(entry, words), words: words }; })
      .filter(function (hit) { return hit.score > 0; })
      .sort(function (a, b) { return b.score - a.score || (a.entry.low < b.entry.low ? -1 : 1); })
      .slice(0, 12);
  }

  function why(hit) {
    var entry = hit.entry;
    var shown = (entry.title + " " + entry.kind + " " + entry.pipeline).toLowerCase();
    var inside = hit.words.find(function (word) { return shown.indexOf(word) < 0; });
    if (!inside) {
      return "";
    }
    var at = entry.more.toLowerCase().indexOf(inside);
    var from = entry.more.lastIndexOf(" ", Math.max(0, at - 24)) + 1;
    return entry.more.slice(from, at + inside.length + 32);
  }

  function span(kind, text) {
    var element = document.createElement("span");
    element.className = kind;
    element.textContent = text;
    return element;
  }

  function show() {
    var hits = find(box.value);
    list.textContent = "";
    chosen = hits.length ? 0 : -1;
    hits.forEach(function (hit, i) {
      var item = document.createElement("li");
      item.id = "result-" + i;
      item.setAttribute("role", "option");
      var link = document.createElement("a");
      link.href = (root.dataset.root || "") + hit.entry.address;
      link.tabIndex = -1;
      link.append(span("t", hit.entry.title), span("k", hit.entry.kind));
      var rest = [hit.entry.pipeline, why(hit)].filter(Boolean).join(" · ");
      if (rest) {
        link.append(span("m", rest));
      }
      item.append(link);
      list.append(item);
    });
    if (!hits.length && box.value.trim()) {
      var none = document.createElement("li");
      none.className = "empty";
      none.textContent = "Nothing found";
      list.append(none);
    }
    open(box.value.trim() !== "");
    mark();
  }

  function open(wanted) {
    list.hidden = !wanted;
    box.setAttribute("aria-expanded", String(wanted));
  }

  function mark() {
    var items = list.querySelectorAll("[role=option]");
    items.forEach(function (item, i) {
      item.setAttribute("aria-selected", String(i === chosen));
      if (i === chosen) {
        item.scrollIntoView({ block: "nearest" });
      }
    });
    if (chosen >= 0) {
      box.setAttribute("aria-activedescendant", "result-" + chosen);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  if (box) {
    listen();
  }

  function listen() {
    box.addEventListener("input", show);
    box.addEventListener("focus", function () { if (box.value.trim()) { show(); } });
    box.addEventListener("keydown", function (event) {
      var count = list.querySelectorAll("[role=option]").length;
      if (event.key === "ArrowDown" && count) {
        chosen = (chosen + 1) % count;
      } else if (event.key === "ArrowUp" && count) {
        chosen = (chosen + count - 1) % count;
      } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
        list.querySelectorAll("[role=option] a")[chosen].click();
        open(false);
      } else if (event.key === "Escape") {
        open(false);
        return;
      } else {
        return;
      }
      event.preventDefault();
      mark();
    });
    document.addEventListener("click", function (event) {
      if (!event.target.closest(".search") || event.target.closest("#results a")) {
        open(false);
      }
    });
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    });
  }

  // The graph: a node shows what leads to it and what it leads to.
  var svg = document.querySelector(".graph svg");
  if (svg) {
    var edges = Array.from(svg.querySelectorAll(".edge"));
    var nodes = Array.from(svg.querySelectorAll(".node"));
    var step = function (from, to) {
      var next = new Map();
      edges.forEach(function (edge) {
        var known = next.get(edge.dataset[from]) || [];
        known.push(edge.dataset[to]);
        next.set(edge.dataset[from], known);
      });
      return next;
    };
    var down = step("from", "to");
    var up = step("to", "from");
    var reach = function (start, next) {
      var seen = new Set([start]);
      var waiting = [start];
      while (waiting.length) {
        (next.get(waiting.pop()) || []).forEach(function (node) {
          if (!seen.has(node)) {
            seen.add(node);
            waiting.push(node);
          }
        });
      }
      return seen;
    };
    var focus = function (node) {
      svg.classList.toggle("focused", Boolean(node));
      var behind = node ? reach(node, down) : new Set();
      var before = node ? reach(node, up) : new Set();
      nodes.forEach(function (n) {
        n.classList.toggle("on", behind.has(n.dataset.node) || before.has(n.dataset.node));
      });
      edges.forEach(function (e) {
        var leads = behind.has(e.dataset.from) && behind.has(e.dataset.to);
        var comes = before.has(e.dataset.from) && before.has(e.dataset.to);
        e.classList.toggle("on", leads || comes);
      });
    };
    nodes.forEach(function (node) {
      node.addEventListener("pointerenter", function () { focus(node.dataset.node); });
      node.addEventListener("pointerleave", function () { focus(null); });
      node.addEventListener("focus", function () { focus(node.dataset.node); });
      node.addEventListener("blur", function () { focus(null); });
    });
  }

  // A link to a line of a file that is folded away opens it.
  function unfold() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var closed = target && target.closest("details:not([open])");
    if (closed) {
      closed.open = true;
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", unfold);
  unfold();
})();
