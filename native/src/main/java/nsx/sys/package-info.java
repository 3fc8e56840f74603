/** System calls. Only this package uses JNA; other packages see Java types and {@link nsx.sys.SysException}. */
package nsx.sys;
