/** Operations on nsx's own tables of nftables ({@code nat}, {@code filter}) and on tracked connections. */
package nsx.dsl.op.firewall;
