package nsx.rtnl.kind;

/** Several links as one, steered by a program such as teamd (drivers/net/team). */
public final class Team {
    public static final Kind KIND =
            Kind.named("team", "several links as one, steered by a program").ports(Kind.Ports.MEMBERS);

    private Team() {}
}
