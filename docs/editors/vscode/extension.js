// Starts the language server of nsx: errors while typing, completion and hover.
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

async function activate() {
    const command = vscode.workspace.getConfiguration('nsx').get('command');
    client = new LanguageClient(
        'nsx',
        'nsx',
        { command, args: ['lsp'] },
        { documentSelector: [{ language: 'nsx' }] });
    await client.start();
}

function deactivate() {
    return client && client.stop();
}

module.exports = { activate, deactivate };
