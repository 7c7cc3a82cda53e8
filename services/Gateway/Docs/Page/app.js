// Reads the OpenAPI document of each service and shows what it offers. Text goes in as text, never as markup.
let token = null;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function resolve(schema, document) {
  const name = schema?.$ref?.split("/").pop();
  return name ? document.components?.schemas?.[name] : schema;
}

const typeOf = (schema) => (Array.isArray(schema?.type) ? schema.type.find((type) => type !== "null") : schema?.type);

/** An example value for a schema, so that a body can be tried at once. */
function sample(schema, document, depth = 0) {
  const found = resolve(schema, document);
  if (!found || depth > 5) return null;
  if (found.example !== undefined) return found.example;
  if (found.default !== undefined && found.default !== null) return found.default;
  if (found.enum) return found.enum[0];
  const alternative = (found.oneOf ?? found.anyOf ?? found.allOf)?.find((one) => one.type !== "null");
  if (alternative) return sample(alternative, document, depth + 1);
  switch (typeOf(found)) {
    case "object":
      return Object.fromEntries(Object.entries(found.properties ?? {}).map(([name, one]) => [name, sample(one, document, depth + 1)]));
    case "array":
      return [sample(found.items, document, depth + 1)];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    case "string":
      return { uuid: crypto.randomUUID?.() ?? "", "date-time": new Date().toISOString() }[found.format] ?? "";
    default:
      return null;
  }
}

function shown(value) {
  return make("pre", {}, typeof value === "string" ? value : JSON.stringify(value, null, 2));
}

function parameterRow(parameter) {
  const input = make("input", { "aria-label": parameter.name, placeholder: typeOf(parameter.schema) ?? "string" });
  if (parameter.name === "Idempotency-Key") input.value = crypto.randomUUID?.() ?? String(Date.now());
  const row = make(
    "tr",
    {},
    make("td", {}, make("code", {}, parameter.name), parameter.required ? " *" : ""),
    make("td", {}, input),
    make("td", {}, `${parameter.in}. ${parameter.description ?? ""}`),
  );
  return { row, parameter, input };
}

async function send(method, path, parameters, body) {
  const headers = {};
  const query = new URLSearchParams();
  for (const { parameter, input } of parameters) {
    if (input.value === "") continue;
    if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
    else if (parameter.in === "query") query.append(parameter.name, input.value);
    else if (parameter.in === "header") headers[parameter.name] = input.value;
  }
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const url = query.size > 0 ? `${path}?${query}` : path;
  const started = performance.now();
  const response = await fetch(url, { method: method.toUpperCase(), headers, body });
  const text = await response.text();
  let value = text;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: shown as it came.
  }
  return { line: `${response.status} ${response.statusText} in ${Math.round(performance.now() - started)} ms, ${url}`, value, ok: response.ok };
}

function operationBody(method, path, operation, document) {
  const parameters = (operation.parameters ?? []).map((one) => parameterRow(resolve(one, document)));
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  const text = schema && make("textarea", { "aria-label": "Body", spellcheck: "false" });
  if (text) text.value = JSON.stringify(sample(schema, document), null, 2);
  const answer = make("div", { "aria-live": "polite" });

  const run = async () => {
    answer.replaceChildren("…");
    try {
      const { line, value, ok } = await send(method, path, parameters, text?.value);
      answer.replaceChildren(make("p", ok ? {} : { class: "error" }, line), value === "" ? "" : shown(value));
    } catch (error) {
      answer.replaceChildren(make("p", { class: "error" }, String(error)));
    }
  };

  const responses = Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const content = Object.values(response.content ?? {})[0]?.schema;
    return make(
      "tr",
      {},
      make("td", {}, make("code", {}, status)),
      make("td", {}, response.description ?? "", content ? shown(sample(content, document)) : null),
    );
  });

  return make(
    "div",
    { class: "body" },
    operation.description ? make("p", {}, operation.description) : null,
    parameters.length > 0 ? make("table", {}, ...parameters.map(({ row }) => row)) : null,
    text ?? null,
    make("p", {}, make("button", { type: "button", onclick: run }, "Send")),
    answer,
    make("h4", {}, "Answers"),
    make("table", {}, ...responses),
  );
}

function operationEntry(method, path, operation, document) {
  const entry = make(
    "details",
    {},
    make(
      "summary",
      {},
      make("span", { class: `method ${method}` }, method.toUpperCase()),
      make("code", {}, path),
      make("span", {}, operation.summary ?? ""),
    ),
  );
  // Built when opened: there are many, and few are looked at.
  entry.addEventListener("toggle", () => entry.append(operationBody(method, path, operation, document)), { once: true });
  return entry;
}

async function loadService(name) {
  const section = make("section", { id: name }, make("h2", {}, name));
  try {
    const response = await fetch(`/openapi/${name}.json`);
    if (!response.ok) throw new Error(`${name} does not answer (${response.status}). Is it running?`);
    const document = await response.json();
    for (const [path, operations] of Object.entries(document.paths ?? {})) {
      for (const [method, operation] of Object.entries(operations)) {
        section.append(operationEntry(method, path, operation, document));
      }
    }
  } catch (error) {
    section.append(make("p", { class: "error" }, String(error.message ?? error)));
  }
  return section;
}

async function logIn(event) {
  event.preventDefault();
  const account = document.getElementById("account");
  const response = await fetch("/api/v1/auth/login", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(Object.fromEntries(new FormData(event.target))),
  });
  const answer = await response.json();
  token = response.ok ? answer.access_token : null;
  account.textContent = response.ok ? `logged in for ${Math.round(answer.expires_in / 60)} min` : (answer.detail ?? answer.title);
}

document.getElementById("login").addEventListener("submit", logIn);
const names = await (await fetch("/docs/services.json")).json();
document.getElementById("services").append(...names.map((name) => make("a", { href: `#${name}` }, name)));
document.getElementById("operations").append(...(await Promise.all(names.map(loadService))));
