// Rules for the JavaScript of our addons: Odoo's own modules, tests and tours.
import js from "@eslint/js";
import globals from "globals";

export default [
    { ignores: [".run/", "node_modules/", "addons/*/static/lib/"] },
    js.configs.recommended,
    {
        files: ["addons/*/static/**/*.js"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: { ...globals.browser, luxon: "readonly", odoo: "readonly" },
        },
        rules: {
            curly: ["error", "all"],
            eqeqeq: ["error", "smart"],
            "no-console": "error",
            "no-eval": "error",
            "no-implied-eval": "error",
            "no-restricted-globals": ["error", "event", "self"],
            "no-shadow": "error",
            "no-throw-literal": "error",
            "no-unused-vars": ["error", { args: "none" }],
            "no-var": "error",
            "object-shorthand": "error",
            "prefer-const": ["error", { destructuring: "all" }],
        },
    },
];
