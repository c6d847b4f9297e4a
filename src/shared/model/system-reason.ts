const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  EEXIST: 'a file is in its place',
  ENOTDIR: 'a part of its path is a file',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk reports an error'
}

/** The system's refusal to write, in words. */
export function reasonOf(error: unknown): string {
  const { code } = error as { code?: string }
  return REASONS[code ?? ''] ?? code ?? 'unknown'
}
