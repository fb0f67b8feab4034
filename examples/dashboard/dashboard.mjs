// A web dashboard for a queue, with Node and dirq alone:  node dashboard.mjs [jobs directory] [port]
//
// It shows the jobs as they change, follows what one of them prints, and submits commands. Start a worker beside it: dirq worker
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { JobQueue, LiveQueue } from "dirq";

const [directory = "jobs", port = "8080"] = process.argv.slice(2);
/** In the order in which they are shown. */
const STATES = ["running", "queued", "failed", "completed"];
const page = readFileSync(new URL("dashboard.html", import.meta.url), "utf8");
const queue = new JobQueue(directory);
const live = new LiveQueue(queue);

const ROUTES = {
  "GET /": sendPage,
  "GET /changes": (_request, response) => sendEvents(response, pictures),
  "GET /output": (request, response) => sendEvents(response, (signal) => output(idIn(request), signal)),
  "POST /jobs": submit,
};

const server = createServer((request, response) => {
  const route = ROUTES[`${request.method} ${request.url.split("?")[0]}`];
  if (!isOurs(request)) response.writeHead(403).end("This dashboard answers to its own page alone.");
  else if (route === undefined) response.writeHead(404).end("There is no such page.");
  else route(request, response).catch((error) => response.writeHead(400).end(error.message));
});
server.listen(Number(port), "127.0.0.1", () => console.log(`Open http://127.0.0.1:${server.address().port}`));

// Whoever submits a command may do here what you may. So no other machine is listened to, and no other site: a browser
// sends what any page asks it to, but says in Origin and Host where that came from and whom it took this for.
function isOurs({ headers: { host, origin = `http://${host}` } }) {
  return host === `127.0.0.1:${server.address().port}` && origin === `http://${host}`;
}

async function sendPage(_request, response) {
  const nonce = randomUUID();
  const own = `style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'`;
  const policy = `default-src 'none'; ${own}; form-action 'none'; frame-ancestors 'none'`;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(page.replaceAll("NONCE", nonce));
}

async function submit(request, response) {
  const { command } = JSON.parse(await text(request));
  const job = queue.submit({ command, type: "shell", cwd: process.cwd() });
  response.writeHead(201).end(job.id);
}

/** Server-sent events, until the browser goes away; one that is slow is waited for. */
async function sendEvents(response, eventsUntil) {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  try {
    for await (const event of eventsUntil(gone.signal)) {
      if (!response.write(`data: ${JSON.stringify(event)}\n\n`)) await once(response, "drain", { signal: gone.signal });
    }
  } catch (error) {
    if (!gone.signal.aborted) response.write(`data: ${JSON.stringify({ text: `\n${error.message}\n` })}\n\n`);
  }
  response.end("event: end\ndata:\n\n");
}

/** All that the page shows, whenever something in it has changed. */
async function* pictures(signal) {
  for await (const { status } of live.changes({ signal })) {
    const pages = await Promise.all(STATES.map((state) => live.page(state, { limit: 50 })));
    yield { status, rows: pages.flatMap(({ jobs }) => jobs.map(rowOf)) };
  }
}

/** Params are what anybody has submitted: of any type, and no text of theirs may become part of the page's own. */
function rowOf({ id, state, name, params, progress, error, reason }) {
  const note = error ?? reason ?? (state === "running" ? `${Math.round(100 * progress)} %` : "");
  return { id, state, label: String(name ?? params?.command ?? params?.type ?? id), note };
}

async function* output(id, signal) {
  for await (const { text, reset } of live.follow(id, { signal })) yield { text, reset };
}

function idIn({ url }) {
  return new URL(url, "http://127.0.0.1").searchParams.get("id") ?? "";
}
