// An extra, never a need: every page works without it. Nothing is kept in the browser.
// No framework, no storage, no network; plain ES2017 for old phones and WeChat.

export const portalScript = `(function () {
  "use strict";
  var d = document;
  function all(selector, run) { Array.prototype.forEach.call(d.querySelectorAll(selector), run); }

  // A second tap on the same button must not send the form twice.
  d.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method === "get" || form.target === "_blank") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    var button = event.submitter || form.querySelector("button[type=submit]");
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    button.dataset.words = button.textContent;
    setTimeout(function () { button.textContent = button.dataset.busy || "\\u6b63\\u5728\\u529e\\uff0c\\u8bf7\\u7a0d\\u7b49"; }, 0);
    setTimeout(release, 15000, form);
  });
  function release(form) {
    delete form.dataset.sent;
    Array.prototype.forEach.call(form.querySelectorAll("[aria-disabled][data-words]"), function (button) {
      button.removeAttribute("aria-disabled");
      button.textContent = button.dataset.words;
      delete button.dataset.words;
    });
  }
  // Coming back with the browser's back key shows a page that can be used again.
  addEventListener("pageshow", function (event) { if (event.persisted) all("form[data-sent]", release); });

  // The first thing a reader hears after a refused form is what to correct.
  var errors = d.getElementById("errors");
  if (errors) errors.focus();

  all("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });
  all("[data-share]", function (button) {
    if (!navigator.share) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.share({ title: button.dataset.share, url: button.dataset.url || location.href.split("#")[0] }).catch(function () {});
    });
  });

  all("textarea[data-count]", function (area) {
    var said = d.getElementById(area.id + "-count"), most = Number(area.dataset.count), timer;
    if (!said) return;
    function tell() {
      var left = most - Array.from(area.value).length;
      said.textContent = left >= 0 ? "\\u8fd8\\u53ef\\u4ee5\\u5199 " + left + " \\u5b57" : "\\u591a\\u4e86 " + -left + " \\u5b57\\uff0c\\u8bf7\\u5220\\u77ed\\u4e00\\u4e9b";
      said.classList.toggle("over", left < 0);
    }
    area.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(tell, 400); });
    if (area.value) tell();
  });
})();
`;
