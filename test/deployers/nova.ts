// A Kadeploy cluster as tests have it: the macro steps of its deployments, each with its implementations in the order in which they are tried.
export const set = 'SetDeploymentEnvUntrusted';
export const broadcast = 'BroadcastEnvKascade';
export const kexec = 'BootNewEnvKexec';
export const hard = 'BootNewEnvHardReboot';
export const automata = {
  nova: {
    SetDeploymentEnv: [{ name: set, retries: 1, timeout: 600 }],
    BroadcastEnv: [{ name: broadcast, retries: 0, timeout: 1000 }],
    BootNewEnv: [
      { name: kexec, retries: 0, timeout: 150 },
      { name: hard, retries: 0, timeout: 600 },
    ],
  },
};
