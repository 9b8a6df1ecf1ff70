// What the page says where no deployment is known: what would stand here.
export function NoDeployments() {
  return (
    <section className="nothing-here">
      <h2>No deployment has been seen yet.</h2>
      <p>
        A deployment is one operation over many machines: a Kadeploy workflow, a StarlingX strategy, a HostOS manifest. Each appears here
        with its first report: how it stands, its machines in their batches, its prerequisites.
      </p>
      <p className="dim">
        They come from sources of the types <code>kadeploy</code>, <code>starlingx</code> and <code>hostos</code> in the settings. Machines
        that install over the network on their own stand in the table.
      </p>
    </section>
  );
}
