// node validate.mjs SCHEMA FILE...: exits 1 with every violation of the schema.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const [schemaPath, ...files] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, "utf8")));
for (const file of files) {
  if (!validate(JSON.parse(readFileSync(file, "utf8")))) {
    for (const error of validate.errors) {
      console.error(`${file}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
    }
    process.exitCode = 1;
  }
}
