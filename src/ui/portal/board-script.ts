// Client of the board, ≤ 6 KB. Everything shown goes in as text, never as HTML; nothing is stored.
// `speech` below must say what `speechText` of board.tsx says (a test compares them on 5,000 numbers).

export const boardScript = `(function () {
  "use strict";
  var d = document, $ = function (id) { return d.getElementById(id); };
  var EVERY = 3000, PATIENCE = 5000, LATE = 12000;
  var last = null, lastKey = "", lastAt = 0, offset = 0, said = {}, primed = false, line = [], speaking = false;

  function speech(ticket, room) {
    var read = Array.from(ticket.toUpperCase()).filter(function (s) { return /[0-9A-Z]/.test(s); })
      .map(function (s) { return /[0-9]/.test(s) ? "零一二三四五六七八九"[+s] : s; });
    return "请 " + read.join(" ") + " 号，到 " + room;
  }
  function hhmm(ms) {
    return new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Shanghai" }).format(new Date(ms));
  }
  function make(tag, text, name) {
    var node = d.createElement(tag);
    node.textContent = text;
    if (name) node.className = name;
    return node;
  }
  function put(id, text) { if ($(id).textContent !== text) $(id).textContent = text; }

  function show(data) {
    var calls = data.current.slice().sort(function (a, b) { return Date.parse(b.calledAt) - Date.parse(a.calledAt); });
    var call = calls[0], live = data.open || call || data.next.length;
    put("clinic", data.clinicName);
    $("now").classList.toggle("wait", !call);
    // Who came early for tonight waits in the open: a queue is shown before anybody is on duty.
    $("queue").hidden = !live;
    put("ticket", call ? call.ticket : "");
    $("ticket").classList.toggle("long", !!call && call.ticket.length > 5);
    put("who", call ? call.name : "");
    if (call) {
      put("call-word", call.callCount > 1 ? "再请一次" : "请");
      put("room", "到 " + (call.room || "服务台"));
    } else {
      put("call-word", live ? (data.next.length ? "请稍等" : "现在不用等") : "现在没有门诊");
      put("room", live ? (!data.next.length ? "请直接到服务台取号" : data.open ? "马上叫到下一位" : "坐诊的人一到就开始叫号") : "要紧的事，打 " + d.body.dataset.hotline + " 一样能问");
    }
    $("also").replaceChildren.apply($("also"), (call ? calls.slice(1, 4) : []).map(function (other) {
      var item = make("li", "");
      item.append(make("b", other.ticket), other.room || "");
      return item;
    }));
    var rows = data.next.slice(0, 5).map(function (one) {
      var item = make("li", ""), note = make("span", "");
      if (one.priority) note.append(make("i", one.priorityText || "优先"));
      note.append([one.room, one.waitText].filter(Boolean).join(" · "));
      item.append(make("b", one.ticket), note);
      return item;
    });
    if (!rows.length) rows.push(make("li", "后面没有人在等", "none"));
    $("next").replaceChildren.apply($("next"), rows);
  }

  // Each call once, in the order it was made. What was called before this page opened stays quiet.
  function announce(data) {
    var seen = {};
    data.current.slice().sort(function (a, b) { return Date.parse(a.calledAt) - Date.parse(b.calledAt); }).forEach(function (call) {
      var key = call.ticket + "|" + call.calledAt + "|" + call.callCount;
      seen[key] = 1;
      if (said[key]) return;
      if (!primed && Date.parse(data.now) - Date.parse(call.calledAt) > 30000) return;
      var words = speech(call.ticket, call.room || "服务台");
      line.push(words, words);
      $("now").classList.remove("flash");
      void $("now").offsetWidth;
      $("now").classList.add("flash");
    });
    said = seen;
    primed = true;
    if (line.length > 12) line.splice(0, line.length - 12);
    speak();
  }
  function speak() {
    if (speaking || !line.length || !window.speechSynthesis) return;
    var words = new SpeechSynthesisUtterance(line.shift()), over = false;
    words.lang = "zh-CN";
    words.rate = 0.9;
    speaking = true;
    function done() { if (over) return; over = true; clearTimeout(guard); speaking = false; setTimeout(speak, 400); }
    var guard = setTimeout(function () { speechSynthesis.cancel(); done(); }, 15000);
    words.onend = done;
    words.onerror = function (event) { if (event.error === "not-allowed") { line = []; $("sound").hidden = false; } done(); };
    speechSynthesis.speak(words);
  }
  $("sound").addEventListener("click", function () {
    $("sound").hidden = true;
    line.push("声音打开了");
    speak();
  });

  async function poll() {
    var stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, PATIENCE);
    try {
      var answer = await fetch(d.body.dataset.url, { signal: stop.signal, cache: "no-store", headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      var data = await answer.json();
      offset = Date.parse(data.now) - Date.now();
      lastAt = Date.now();
      last = data;
      var key = JSON.stringify([data.clinicName, data.current, data.next, data.open]);
      if (key !== lastKey) { lastKey = key; show(data); }
      announce(data);
    } catch (_) { /* the last state stays; tick() says how old it is */ }
    clearTimeout(timer);
    setTimeout(poll, EVERY);
  }

  var started = Date.now();
  function tick() {
    put("clock", hhmm(Date.now() + offset));
    var late = Date.now() - (lastAt || started) > LATE;
    d.body.classList.toggle("stale", late);
    $("age").hidden = !late;
    if (late && !last) put("age", "网络中断 · 正在重新接通");
    if (late && last) {
      var minutes = Math.floor((Date.now() - lastAt) / 60000);
      put("age", "网络中断 · 数据是 " + hhmm(lastAt + offset) + " 的，" + (minutes < 1 ? "不到 1 分钟前" : minutes + " 分钟前"));
    }
  }
  setInterval(tick, 1000);
  // Against burn-in: the whole picture moves by a few pixels.
  var step = 0;
  setInterval(function () {
    step = (step + 1) % 8;
    var angle = step * Math.PI / 4;
    $("shift").style.transform = "translate(" + Math.round(8 * Math.cos(angle)) + "px," + Math.round(8 * Math.sin(angle)) + "px)";
  }, 240000);
  if (navigator.wakeLock) {
    var awake = function () { if (!d.hidden) navigator.wakeLock.request("screen").catch(function () {}); };
    d.addEventListener("visibilitychange", awake);
    awake();
  }
  tick();
  poll();
})();
`;
