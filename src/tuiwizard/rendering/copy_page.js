"use strict";
(function () {
  var report = document.getElementById("report");
  var said = document.getElementById("said");

  // What is copied is the report as it was made, without what the browser would add of its look.
  function hand(event) {
    if (!event.clipboardData) return; // Internet Explorer copies what is selected
    event.clipboardData.setData("text/html", report.innerHTML);
    event.clipboardData.setData("text/plain", report.innerText);
    event.preventDefault();
  }

  document.getElementById("copy").addEventListener("click", function () {
    var selection = window.getSelection();
    var range = document.createRange();
    range.selectNodeContents(report);
    selection.removeAllRanges();
    selection.addRange(range);
    document.addEventListener("copy", hand);
    var done = document.execCommand("copy");
    document.removeEventListener("copy", hand);
    said.textContent = said.getAttribute(done ? "data-done" : "data-failed");
  });
})();
