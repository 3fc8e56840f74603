/** Operations on routes, next hops and policy rules. */
package nsx.dsl.op.route;
