package nsx.sys;
