// The parameters of the deployment, as its deployer shows them.
export function Parameters({ parameters }: { parameters: Readonly<Record<string, string>> }) {
  const told = Object.entries(parameters);
  if (told.length === 0) return null;
  return (
    <section aria-labelledby="parameters-title">
      <div className="section-head">
        <h3 id="parameters-title">Parameters</h3>
      </div>
      <dl className="parameters">
        {told.map(([name, value]) => (
          <div key={name}>
            <dt className="dim">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
