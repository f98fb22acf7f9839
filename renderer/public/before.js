// Zod probes `new Function('')` when the first schema is made, and the content policy reports the probe as a violation.
// Schemas are made while modules load, so this has to come before all of them.
globalThis.__zod_globalConfig = { jitless: true };
