export async function demo(_options: { speed: number; port: number; debug?: boolean }): Promise<void> {}
