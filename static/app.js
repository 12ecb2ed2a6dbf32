// The pages work without this. It asks how a payment stands, counts down, and stops a second press.
const all = (what, from = document) => [...from.querySelectorAll(what)];
const pauses = [[60, 3], [180, 5], [300, 10]]; // for so many seconds of waiting, so many between two questions
let skew = 0; // seconds by which this device's clock is ahead of ours

function watch(box) {
    const check = document.getElementById('check');
    const began = Date.now();
    let etag = `"${box.dataset.etag}"`, settled, busy, timer;
    skew = began / 1000 - box.dataset.now;

    async function ask() {
        if (busy || settled) return;
        busy = true;
        clearTimeout(timer);
        try {
            const answer = await fetch(box.dataset.poll, {redirect: 'error', headers: {'If-None-Match': etag}});
            if (answer.ok) show(await answer.text(), answer.headers.get('ETag'));
        } catch { /* no network: the next question may get through */ }
        busy = false;
        plan();
    }
    function show(html, tag) {
        const focused = box.contains(document.activeElement);
        etag = tag;
        box.innerHTML = html;
        if (focused) box.focus();
        document.title = box.firstElementChild.dataset.title;
        settled = 'settled' in box.firstElementChild.dataset;
        count();
    }
    function plan() {
        const pause = pauses.find(p => Date.now() - began < p[0] * 1000);
        check.hidden = settled || pause;
        if (!settled && pause) timer = setTimeout(ask, pause[1] * 1000);
    }
    // The M-Pesa prompt covers the browser: ask the moment it is back.
    document.addEventListener('visibilitychange', () => document.hidden || ask());
    addEventListener('pageshow', e => e.persisted && ask());
    addEventListener('online', ask);
    plan();
}

function count() {
    for (const e of all('[data-until]')) {
        const left = Math.max(0, Math.round(e.dataset.until - Date.now() / 1000 + skew));
        e.textContent = Math.floor(left / 60) + ':' + String(left % 60).padStart(2, 0);
    }
}

all('[data-poll]').forEach(watch);
count();
setInterval(count, 1000);
all('.nav a').forEach(a => a.pathname === location.pathname && a.setAttribute('aria-current', 'page'));

// Where the browser has a picker of its own, how to write a date by hand only confuses.
all('[type=date], [type=month]').forEach(e => e.type === 'text' || all('.hint', e.closest('.field')).forEach(h => h.hidden = true));

const press = (form, off) => all('button', form).forEach(b => b.disabled = off);
addEventListener('submit', e => setTimeout(press, 0, e.target, true));
addEventListener('pageshow', () => press(document, false));
