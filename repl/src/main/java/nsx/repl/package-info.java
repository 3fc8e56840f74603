package nsx.repl;
