// Measures pages with Lighthouse in one Chromium: its path, audits to leave out (by commas) and the addresses are the arguments.
// Prints a line of JSON for each: {address, scores, failed: [{id, category, score, title, details}], metrics}.
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";

const [chromePath, skipped, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"], logLevel: "silent" });
try {
    for (const address of addresses) {
        const skipAudits = skipped ? skipped.split(",") : [];
        const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "silent", output: "json", skipAudits, disableFullPageScreenshot: true });
        const failed = [];
        for (const [name, { auditRefs }] of Object.entries(lhr.categories)) {
            for (const { id, weight } of auditRefs) {
                const { score, title, details, displayValue, scoreDisplayMode } = lhr.audits[id];
                if (score !== null && score < 1 && weight) {
                    const items = (details?.items ?? []).slice(0, 3).map(item => JSON.stringify(item).slice(0, 400));
                    failed.push({ id, category: name, score, title, displayValue, items });
                }
            }
        }
        const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
        const shown = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
        const metrics = Object.fromEntries(shown.map(id => [id, lhr.audits[id].numericValue]));
        console.log(JSON.stringify({ address, error: lhr.runtimeError?.message, scores, failed, metrics, took: lhr.timing.total }));
    }
} finally {
    await chrome.kill();
}
