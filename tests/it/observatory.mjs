// Grades answers of the console by the HTTP Observatory's own tests, without going to the network. Reads a list of
// answers as JSON from standard input and writes one line for each: its score and the tests that it did not pass.

import fs from "node:fs";
import { AxiosHeaders } from "axios";
import { CookieJar } from "tough-cookie";

// The analyser is written for a newer Node than Debian's.
Set.prototype.union ??= function (other) {
  return new Set([...this, ...other]);
};
// It looks hosts up in a list that its installation would fetch; example.com is on none.
const read = fs.readFileSync;
fs.readFileSync = (file, ...rest) => (String(file).endsWith("hsts-preload.json") ? "{}" : read(file, ...rest));

const observatory = (file) => import(`@mdn/mdn-http-observatory/src/${file}.js`);
const { ALL_TESTS } = await observatory("constants");
const { getScoreModifier } = await observatory("grader/grader");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await observatory("grader/charts");
const { parseHttpEquivHeaders } = await observatory("retriever/utils");
const { Requests } = await observatory("types");

const HOST = "console.example.com";

// What its retriever would have brought home: nothing answers without TLS.
function requests({ path, status, headers, cookies, body }) {
  const url = new URL(path, `https://${HOST}`);
  const found = new Requests(HOST);
  const jar = new CookieJar();
  for (const cookie of cookies) jar.setCookieSync(cookie, url.href);
  const httpEquiv = parseHttpEquivHeaders(body, url.href);
  const response = { status, headers: new AxiosHeaders(headers), data: body, verified: true, httpEquiv };
  found.session = { url, jar };
  found.resources.path = body;
  Object.assign(found.responses, { auto: response, https: response, cors: response });
  return found;
}

// The sum of its scanner: credit beyond 100 counts only for what is nearly perfect without it.
function grade(answer) {
  const results = ALL_TESTS.map((test) => test(requests(answer)));
  const modifiers = results.map(({ result }) => getScoreModifier(result));
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 100);
  const without = sum(modifiers.filter((number) => number < 0));
  const score = without >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : without;
  return { path: answer.path, score, failed: results.filter(({ pass }) => !pass).map(({ result }) => result) };
}

console.log(JSON.stringify(JSON.parse(read(0, "utf8")).map(grade)));
