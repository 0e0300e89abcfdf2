import type { lookup } from 'node:dns';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fetchPage } from '../../src/ingest/fetch-page.ts';
import { isPublicAddress } from '../../src/ingest/public-address.ts';
import { serve } from './support.ts';

const anywhere = () => true;

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '2001:4860:4860::8888'])('is true of %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'example.org',
    '',
  ])('is false of %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('fetchPage', () => {
  it('gives a page with its type, encoding and final address', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/old') return void response.writeHead(301, { location: '/new?a=1' }).end();
      response.setHeader('content-type', 'text/html; charset="windows-1256"').end('<p>Hajin</p>');
    });
    const page = await fetchPage(`${site}/old`, { allowAddress: anywhere });
    expect({ ...page, bytes: Buffer.from(page.bytes).toString() }).toEqual({
      url: `${site}/new?a=1`,
      mediaType: 'text/html',
      charset: 'windows-1256',
      bytes: '<p>Hajin</p>',
    });
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://[::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest',
  ])('does not connect to %s', async (address) => {
    await expect(fetchPage(address)).rejects.toMatchObject({ name: 'UserError', code: 'forbidden-address' });
  });

  it('does not connect to a name that resolves to a private address, even beside a public one', async () => {
    const rebinding = ((_host: string, _options: object, answer: (...args: unknown[]) => void) => {
      answer(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.5', family: 4 },
      ]);
    }) as unknown as typeof lookup;
    await expect(fetchPage('http://rebind.example/', { lookup: rebinding })).rejects.toMatchObject({
      code: 'forbidden-address',
    });
  });

  it('does not follow a redirect to a forbidden address', async () => {
    const site = await serve(
      (_, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    );
    const onlySite = (address: string) => address === '127.0.0.1';
    await expect(fetchPage(site, { allowAddress: onlySite })).rejects.toMatchObject({ code: 'forbidden-address' });
  });

  it.each([
    ['file:///etc/passwd', 'bad-address'],
    ['ftp://example.org/', 'bad-address'],
    ['http://user:pass@example.org/', 'bad-address'],
    ['http://', 'bad-address'],
  ])('refuses %s as %s', async (address, code) => {
    await expect(fetchPage(address)).rejects.toMatchObject({ code });
  });

  it('does not follow a redirect to a file', async () => {
    const site = await serve((_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    await expect(fetchPage(site, { allowAddress: anywhere })).rejects.toMatchObject({ code: 'bad-address' });
  });

  it('gives up on redirects without end', async () => {
    const site = await serve((_, response) => void response.writeHead(302, { location: '/' }).end());
    await expect(fetchPage(site, { allowAddress: anywhere })).rejects.toMatchObject({
      code: 'fetch-failed',
      message: expect.stringContaining('redirects more than 5 times'),
    });
  });

  it('stops reading a page that is too large, also where it is packed small', async () => {
    const site = await serve((_, response) => {
      response.setHeader('content-type', 'text/html').setHeader('content-encoding', 'gzip');
      response.end(gzipSync(Buffer.alloc(1_000_000, 'a')));
    });
    await expect(fetchPage(site, { allowAddress: anywhere, limits: { maxBytes: 10_000 } })).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('stops waiting for a server that never answers', async () => {
    const site = await serve(() => undefined);
    await expect(fetchPage(site, { allowAddress: anywhere, limits: { timeoutMs: 50 } })).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('says which status it got', async () => {
    const site = await serve((_, response) => void response.writeHead(404).end());
    await expect(fetchPage(site, { allowAddress: anywhere })).rejects.toMatchObject({
      code: 'http-status',
      message: expect.stringContaining('answered 404'),
    });
  });

  it('refuses what is no page', async () => {
    const site = await serve((_, response) => void response.setHeader('content-type', 'image/png').end('x'));
    await expect(fetchPage(site, { allowAddress: anywhere })).rejects.toMatchObject({ code: 'not-text' });
  });

  it('says that nobody listens', async () => {
    await expect(fetchPage('http://127.0.0.1:1/', { allowAddress: anywhere })).rejects.toMatchObject({
      code: 'fetch-failed',
    });
  });
});
