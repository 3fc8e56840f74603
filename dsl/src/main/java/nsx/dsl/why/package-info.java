/** Why a packet does not arrive: pure logic over what each network namespace says of itself. */
package nsx.dsl.why;
