/** What the resolver of a network namespace says: its files (resolv.conf(5), hosts(5)), and its servers one by one. */
package nsx.resolve;
