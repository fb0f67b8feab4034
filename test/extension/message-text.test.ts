import assert from "node:assert/strict";
import { messageText } from "../../src/extension/message-text.js";

describe("A message", () => {
  it("holds no link that a job's name made", () => {
    const text = messageText("“[Retry](command:workbench.action.quit) [here](https://example.com)” is queued");
    assert.doesNotMatch(text, /\]\(/);
    assert.match(text, /Retry.*command:workbench\.action\.quit.*here/);
  });
});
