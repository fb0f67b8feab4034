import assert from "node:assert/strict";
import { isSecret, MASK, withoutSecrets } from "../../src/wording/index.js";
import { cpuTimeOf } from "../setup/cpu-time.js";

describe("Secrets", () => {
  it("are told by their name", () => {
    const secret = [
      ...["API_KEY", "OPENAI_API_KEY", "apiKey", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "HF_TOKEN", "access-token"],
      ...["PASSWORD", "PGPASSWORD", "MYSQL_PWD", "DB_PASSWD", "db.pass", "GOOGLE_CREDENTIALS", "HTTP_AUTH", "oauth"],
      ...["SECRET", "CLIENT_SECRETS", "AUTHTOKEN", "APIKEY", "SSH_PASSPHRASE", "session_cookie", "AUTHORIZATION"],
    ];
    const open = [
      ...["PATH", "HOME", "PWD", "OLDPWD", "VIRTUAL_ENV", "CUDA_VISIBLE_DEVICES", "TOKENIZERS_PARALLELISM", "AUTHOR"],
      ...["KEYBOARD", "PASSENGERS", "PATTERN", "learning_rate", "EPOCHS", ""],
    ];
    assert.deepEqual(
      [...secret, ...open].filter((name) => isSecret(name, "hunter2")),
      secret,
    );
  });

  it("are no numbers of tokens, and nothing that is empty", () => {
    const values = { MAX_TOKENS: "4096", USE_AUTH: "true", API_KEY: "", PASSWORD: "123456" };
    assert.deepEqual(
      Object.entries(values).filter(([name, value]) => isSecret(name, value)),
      [["PASSWORD", "123456"]],
    );
  });

  it("are no figures that a run is measured by", () => {
    const figures = {
      ...{ pass_rate: "0.5", "pass@1": "1", pass: "true", tokens_per_second: "1234.5", tokens: "512" },
      ...{
        token_loss: "-1.25e-07",
        key_distance: "3e8",
        auth_delta: "-7",
        loss_by_token: "NaN",
        max_pass: "-Infinity",
      },
    };
    assert.deepEqual(
      Object.entries(figures).filter(([name, value]) => isSecret(name, value)),
      [],
    );
    const secrets = { PASSWORD: "1234", api_key: "8151e2704", token: "1.2.3", pass: "https://ada:0.5@lab" };
    assert.deepEqual(
      Object.entries(secrets).filter(([name, value]) => !isSecret(name, value)),
      [],
    );
  });

  it("stand in addresses as well", () => {
    assert.equal(isSecret("DATABASE_URL", "postgres://ada:hunter2@db:5432/x"), true);
    assert.equal(isSecret("PROXY", "http://proxy:8080/a@b"), false);
  });

  it("are taken out of a text, however they are given", () => {
    const texts = {
      "API_KEY=abc python a.py": `API_KEY=${MASK} python a.py`,
      "export TOKEN='a b' && run": `export TOKEN='${MASK}' && run`,
      "run --api-key abc --lr 0.1": `run --api-key ${MASK} --lr 0.1`,
      'run --password="abc" x': `run --password="${MASK}" x`,
      '{"token": "abc", "n": 1}': `{"token": "${MASK}", "n": 1}`,
      "curl -H 'Authorization: Bearer abc.def' u": `curl -H 'Authorization: Bearer ${MASK}' u`,
      "git clone https://ada:abc@host/r": `git clone https://ada:${MASK}@host/r`,
      "run --token $TOKEN --api-key=${KEY}": "run --token $TOKEN --api-key=${KEY}",
      "TOKEN='cut off in the mid": `TOKEN=${MASK}`,
      "KeyError: 'loss' at train.py:41": "KeyError: 'loss' at train.py:41",
      "python train.py --lr 0.1 seed=3": "python train.py --lr 0.1 seed=3",
    };
    assert.deepEqual(
      Object.keys(texts).map((text) => withoutSecrets(text)),
      Object.values(texts),
    );
  });

  it("are found in a text by whatever tells them", () => {
    for (const name of ["A_SECRET", "passwd", "passphrase", "credentials", "KEY", "token", "oauth", "PW", "pwd2"]) {
      assert.equal(withoutSecrets(`${name}=abc`).includes("abc"), !isSecret(name, "abc"), name);
    }
    for (const name of [
      "pass",
      "creds",
      "authorization",
      "bearer",
      "cookie",
      "jwt",
      "PAT",
      "my-pat",
      "patOf",
      "myPat",
    ]) {
      assert.equal(withoutSecrets(`${name}=abc`), `${name}=${MASK}`);
    }
  });

  it("of the job's own environment are found wherever they are repeated", () => {
    const env = { API_KEY: "s3cr3t-value", HOME: "/home/ada", PIN_TOKEN: "abc" };
    assert.equal(
      withoutSecrets("401 for s3cr3t-value (s3cr3t-value) in /home/ada, abc", env),
      `401 for ${MASK} (${MASK}) in /home/ada, abc`,
    );
  });

  it("are looked for in a time that grows with the text alone", () => {
    for (const part of ["a", "-", "--a ", "=", "a=", '"', "a='", "://", "://a:", "authorization: bearer "]) {
      assert.ok(cpuTimeOf(() => withoutSecrets(part.repeat(20_000))) < 2_000, part);
    }
  });
});
