/**
 * Link kinds as tables. A new kind is one file here, one line in {@link nsx.rtnl.kind.Kinds} and one test with captured
 * bytes. Names and types of attributes follow linux/if_link.h; options are named as in ip-link(8), in camel case.
 */
package nsx.rtnl.kind;
