/**
 * Values that a person would not want on a screen which others see, or in a report. Told by the name alone (and by an
 * address that holds a password), so a mask can hide too much and too little: it can be lifted, and promises nothing.
 */

export const MASK = "••••••";

/** Anywhere in a word of the name. */
const SECRET_WITHIN = /SECRET|PASSW|PASSPHRASE|CREDENTIAL/;
/** At the end of a word: `APIKEY`, `AUTHTOKEN`, `OAUTH`. */
const SECRET_AT_END = /(?:KEY|TOKEN|AUTH)S?$/;
const SECRET_WORDS = new Set(["PASS", "PW", "PWD", "CRED", "CREDS", "AUTHORIZATION", "BEARER", "COOKIE", "JWT", "PAT"]);
/** Where the shell stands, not a password. */
const DIRECTORIES = new Set(["PWD", "OLDPWD"]);

/** `KeyError: 'loss'` */
const KINDS_OF_ERROR = /(?:Error|Exception|Warning)$/;

const PASSWORD_IN_ADDRESS = /(?<=:\/\/[^/\s:@]{0,200}:)[^/\s@]+(?=@)/g;

/** `pass_rate: 0.5`, `token_loss: 1e-07`, `pass: true`: too short for a secret, or of a form that none has. */
const MEASURED = /^(?:-?\d{1,3}|-?\d+(?:\.\d+(?:e[+-]?\d{1,3})?|e[+-]?\d{1,3})|-?inf(?:inity)?|nan|true|false)$/i;
/** `MAX_TOKENS=4096` */
const COUNTED = /^\d{1,9}$/;

/** Whether a variable, or a key of a JSON document, holds a secret. */
export function isSecret(name: string, value: string): boolean {
  if (value.includes("://") && value.search(PASSWORD_IN_ADDRESS) !== -1) return true;
  if (value.trim() === "" || MEASURED.test(value)) return false;
  if (DIRECTORIES.has(name.toUpperCase()) || KINDS_OF_ERROR.test(name)) return false;
  return wordsOf(name).some((word) => {
    if (SECRET_WITHIN.test(word) || SECRET_WORDS.has(word)) return true;
    return SECRET_AT_END.test(word) && !COUNTED.test(value);
  });
}

/** A quotation may be cut off by the end of the text. */
const VALUE = String.raw`"(?:[^"\\\n]|\\.){0,4000}(?:"|$)|'[^'\n]{0,4000}(?:'|$)|[^\s"',;&|]{1,4000}`;
/** A name and what is given to it: `API_KEY=…`, `"api_key": "…"`; `--api-key …`. */
const GIVEN = [
  new RegExp(String.raw`(?<![\w-])(-{0,2}[A-Za-z][\w-]{0,100})(["']?[ \t]{0,3}[=:][ \t]{0,3})(${VALUE})`, "g"),
  new RegExp(String.raw`(?<![\w-])(--?[A-Za-z][\w-]{0,100})([ \t]{1,3})(${VALUE})`, "g"),
];
const AUTHORIZATION =
  /(?<=\bauthorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:bearer|basic|token)[ \t]{1,3})[^\s"',;]+/gi;

/** Whether a text holds any of the words above: most hold none, and a list is made of a hundred thousand commands. */
const PERHAPS = /secret|pass|credential|key|token|auth|pwd?|cred|bearer|cookie|jwt|:\/\//i;
const PERHAPS_PAT = /[pP](?:at(?![a-z])|AT)/;

/** Shorter ones would be found in the middle of other words. */
const SHORTEST = 6;

/**
 * A text without the secrets in `env`, wherever they occur, and without what else looks like one. `env`: whatever a job
 * has under that key.
 */
export function withoutSecrets(text: string, env?: unknown): string {
  return secretsTaker(env)(text);
}

/** The same for many texts: the secrets in `env` are found once. */
export function secretsTaker(env: unknown): (text: string) => string {
  const values = Object.entries(isObject(env) ? env : {}).flatMap(([name, value]) =>
    typeof value === "string" && value.length >= SHORTEST && isSecret(name, value) ? [value] : [],
  );
  const longestFirst = values.sort((a, b) => b.length - a.length);
  return (text) => withoutNamed(longestFirst.reduce((left, value) => left.replaceAll(value, MASK), text));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutNamed(text: string): string {
  if (!PERHAPS.test(text) && !PERHAPS_PAT.test(text)) return text;
  const named = text.replaceAll(PASSWORD_IN_ADDRESS, MASK).replaceAll(AUTHORIZATION, MASK);
  return GIVEN.reduce((left, pattern) => left.replaceAll(pattern, maskGiven), named);
}

/** What is given by the name of a variable is none, and neither is the word before one that AUTHORIZATION has found. */
function maskGiven(given: string, name: string, between: string, value: string): string {
  const bare = value.replace(/^(["'])(.*)\1$/, "$2");
  if (!isSecret(name, bare) || /^(?:\$.*|bearer|basic|token)$/i.test(bare)) return given;
  const quote = bare === value ? "" : value.charAt(0);
  return `${name}${between}${quote}${MASK}${quote}`;
}

/** `openaiApiKey` and `OPENAI_API_KEY` are of the words OPENAI, API and KEY. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])(?=[A-Z])/g, "$1_")
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u);
}
