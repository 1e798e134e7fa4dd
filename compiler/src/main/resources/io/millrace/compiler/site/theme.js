// Before the page is drawn, so that the colours do not change under the reader's eyes.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("millrace-theme");
  } catch (e) {
    // A browser may keep nothing for files.
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
})();
