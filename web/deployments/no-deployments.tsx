// What the view shows before any deployment has been seen: what would appear here, and where it comes from.
export function NoDeployments() {
  return (
    <section className="nothing-here">
      <h2>No deployment has been seen yet.</h2>
      <p>
        A deployment is one operation on many machines, such as a Kadeploy workflow, a StarlingX strategy or a HostOS manifest. It appears
        here with its first report: its status, its machines by batch and its prerequisites.
      </p>
      <p className="dim">
        Deployments are read from sources of the types <code>kadeploy</code>, <code>starlingx</code> and <code>hostos</code> in the
        settings. Machines that are installed over the network without a deployment are in the table.
      </p>
    </section>
  );
}
