autocmd BufRead,BufNewFile *.nsx setfiletype nsx
