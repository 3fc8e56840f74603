-- Neovim starts the language server of nsx for each script; Vim reads no Lua. let g:nsx_lsp = v:false turns it off,
-- let g:nsx_command = ['/opt/nsx/nsx'] names another command.
if vim.g.nsx_lsp == false or vim.g.nsx_lsp == 0 then
    return
end
local command = vim.g.nsx_command or { 'nsx' }
if vim.fn.executable(command[1]) == 0 then
    return
end
local settings = {
    name = 'nsx',
    cmd = vim.list_extend(vim.deepcopy(command), { 'lsp' }),
    root_dir = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':p:h'),
}
if vim.lsp.start then
    vim.lsp.start(settings)
else
    -- before 0.8: one server for all scripts
    nsx_lsp_client = nsx_lsp_client or vim.lsp.start_client(settings)
    vim.lsp.buf_attach_client(0, nsx_lsp_client)
end
vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'
