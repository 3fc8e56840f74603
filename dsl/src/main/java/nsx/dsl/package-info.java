package nsx.dsl;
