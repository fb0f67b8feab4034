// The curve of a loss as a picture. SVG is text, so no library is needed to draw it.
const WIDTH = 640;
const HEIGHT = 360;
const MARGIN = { left: 56, right: 20, top: 48, bottom: 44 };

const LINES = [
  { key: "trainingLoss", label: "training", colour: "#1f77b4" },
  { key: "testLoss", label: "test", colour: "#d62728" },
];

/** An SVG document of `history`, rows of { epoch, trainingLoss, testLoss }. White behind, to be read on any theme. */
export function lossChart(history, { title }) {
  const top = niceCeiling(Math.max(...history.flatMap((row) => LINES.map(({ key }) => row[key]))));
  const lastEpoch = history[history.length - 1].epoch;
  const x = (epoch) => round(MARGIN.left + (epoch / lastEpoch) * (WIDTH - MARGIN.left - MARGIN.right));
  const y = (value) => round(HEIGHT - MARGIN.bottom - (value / top) * (HEIGHT - MARGIN.top - MARGIN.bottom));

  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" fill="#333">
  <title>${title}</title>
  <rect width="100%" height="100%" fill="#fff"/>
  <text x="${MARGIN.left}" y="26" font-size="16">${title}</text>
  ${ticks.map((share) => horizontalLine(y(share * top), formatLoss(share * top))).join("\n  ")}
  ${ticks.map((share) => epochLabel(x(share * lastEpoch), Math.round(share * lastEpoch))).join("\n  ")}
  <text x="${(WIDTH + MARGIN.left - MARGIN.right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">epoch</text>
  ${LINES.map((line, at) => curve(line, at, history, x, y)).join("\n  ")}
</svg>
`;
}

function horizontalLine(y, label) {
  const line = `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y}" y2="${y}" stroke="#ddd"/>`;
  return `${line}<text x="${MARGIN.left - 8}" y="${y + 4}" text-anchor="end">${label}</text>`;
}

function epochLabel(x, label) {
  return `<text x="${x}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle">${label}</text>`;
}

function curve({ key, label, colour }, at, history, x, y) {
  const points = history.map((row) => `${x(row.epoch)},${y(row[key])}`).join(" ");
  const legend = `<text x="${WIDTH - MARGIN.right - 70 * (LINES.length - at - 1)}" y="26" text-anchor="end" fill="${colour}">${label}</text>`;
  return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/>${legend}`;
}

/** A round number a little above `value`, whose quarters are short numbers too. */
function niceCeiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const factors = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];
  return power * factors.find((factor) => factor * power >= value);
}

function formatLoss(value) {
  return Number(value.toPrecision(3)).toString();
}

function round(pixels) {
  return Math.round(pixels * 10) / 10;
}
