/** System calls. The only package that touches JNA; everything above sees Java types and {@link nsx.sys.SysException}. */
package nsx.sys;
